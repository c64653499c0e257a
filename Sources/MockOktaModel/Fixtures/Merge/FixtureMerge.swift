import MockOktaFormats

/// Merges all files into tables of objects, in which each object refers to its parent, whether it was nested there or
/// not.
///
/// The parents of all files are merged before their children, so that a child finds its parent however both are written
/// and in whichever files they are.
struct FixtureMerge {
    /// The number of files that are added before the user's files: Okta's built-in server.
    static let ownFiles = 1

    let org: FixtureNode?
    let mock: FixtureNode?
    private(set) var tables: [FixtureCollection: FixtureTable] = [:]
    /// By row, whether it is there in the end.
    private var presence: [FixtureCollection: [Bool]] = [:]
    private var aliases: [FixtureCollection: [ExactString: [Int]]] = [:]
    /// Objects that one file contains twice, which are validated like the others.
    private(set) var duplicates: [(collection: FixtureCollection, node: FixtureNode)] = []
    /// Collections that a file gives as an empty array: for servers it means that there is none.
    private let emptyCollections: Set<FixtureCollection>
    /// Nested objects whose parents have not been merged yet.
    private var nested: [FixtureCollection: [(node: FixtureNode, parent: Int)]] = [:]
    /// Rows whose children from earlier files are removed, with the file that replaces them.
    private var replaced: [FixtureCollection: [(row: Int, file: Int)]] = [:]
    /// By file, whether its objects replace others.
    private let isReplacing: [Bool]
    private let log: ProblemLog

    /// - Parameters:
    ///   - sources: the files; later ones take precedence.
    ///   - log: its numbering counts the built-in files before the sources.
    init(_ sources: [FixtureSource], log: ProblemLog) {
        self.log = log
        isReplacing = Array(repeating: false, count: Self.ownFiles) + sources.map(\.isReplacing)
        let given = FixtureDocuments(sources, firstFile: Self.ownFiles, log: log)
        (org, mock) = (given.org, given.mock)
        emptyCollections = given.emptyCollections
        let builtIn = FixtureDocuments([BuiltInServer.fixture(given.mock)], firstFile: 0, log: log)
        for collection in FixtureCollection.parentsFirst {
            tables[collection] = FixtureTable(collection)
            for step in steps(collection, builtIn, given) { take(step, collection) }
            aliases[collection] = aliasIndex(collection)
            presence[collection] = rowPresence(collection)
        }
        reportDoubles()
    }

    /// The objects of a collection, without deleted ones.
    func rows(_ collection: FixtureCollection) -> [FixtureTable.Row] { numbered(collection).map(\.row) }

    /// The rows of a collection with their numbers.
    func numbered(_ collection: FixtureCollection) -> [(number: Int, row: FixtureTable.Row)] {
        guard let table = tables[collection] else { return [] }
        return present(collection).map { ($0, table.rows[$0]) }
    }

    /// All names by which other objects may refer to a row.
    func aliases(of number: Int, in collection: FixtureCollection) -> (ids: [String], names: [String]) {
        tables[collection]?.aliases(of: number) ?? ([], [])
    }

    /// Whether a file contains the collection, but no object of it exists.
    func definesNone(_ collection: FixtureCollection) -> Bool {
        let isGiven =
            emptyCollections.contains(collection) || tables[collection]?.rows.contains { !$0.isBuiltIn } == true
        return isGiven && presence[collection]?.contains(true) == false
    }

    /// Whether a file contains the collection, even if it is empty.
    func isGiven(_ collection: FixtureCollection) -> Bool {
        definesNone(collection) || presence[collection]?.contains(true) == true
    }

    /// The names by which files referred to a row before a later file renamed it.
    func formerNames(of number: Int, in collection: FixtureCollection) -> [String] {
        guard let row = tables[collection]?.rows[number] else { return [] }
        return row.formerNames + row.node.layers.flatMap { $0.member(FixtureNode.aliasesKey)?.value.strings ?? [] }
    }

    /// The rows that a file has deleted.
    func deleted(_ collection: FixtureCollection) -> [(number: Int, row: FixtureTable.Row)] {
        (tables[collection]?.rows ?? []).enumerated().filter { $0.element.deletedIn != nil }.map {
            ($0.offset, $0.element)
        }
    }

    /// The prefix of an object's derived id and of those of its children.
    private func path(under parent: FixtureTable.Parent, in collection: FixtureCollection) -> String {
        guard case .row(let number) = parent, let above = collection.parent, let row = tables[above]?.rows[number]
        else {
            return ""
        }
        switch above {
        case .authorizationServers: return ServerName(row.node).address ?? ""
        case .policies:
            let kind = row.parent == .none ? OrgPolicy.Kind(row.node)?.rawValue : nil
            return (kind ?? path(under: row.parent, in: above)) + "/" + (row.name ?? "")
        default: return ""
        }
    }
}

// MARK: - Laying files over one another

extension FixtureMerge {
    private enum Step {
        case object(FixtureNode, FixtureTable.Parent)
        /// A file replaces the parent of the children.
        case clear(parent: Int, file: Int)

        var file: Int {
            switch self {
            case .object(let node, _): node.top.file
            case .clear(_, let file): file
            }
        }
    }

    /// The merge steps in the order of files; within a file a nested object comes before those next to its parent.
    private func steps(
        _ collection: FixtureCollection,
        _ builtIn: FixtureDocuments,
        _ given: FixtureDocuments
    ) -> [Step] {
        var steps: [Step] = []
        if let parent = collection.parent, collection != .appUsers, collection != .keys {
            steps += (replaced[parent] ?? []).map { .clear(parent: $0.row, file: $0.file) }
        }
        steps += (nested[collection] ?? []).map { .object($0.node, .row($0.parent)) }
        let others = (builtIn.objects[collection] ?? []) + (given.objects[collection] ?? [])
        steps += others.map { .object($0, parent(of: $0, in: collection)) }
        return steps.enumerated().sorted { ($0.element.file, $0.offset) < ($1.element.file, $1.offset) }.map(\.element)
    }

    private mutating func take(_ step: Step, _ collection: FixtureCollection) {
        switch step {
        case .object(let node, let parent): add(node, to: collection, under: parent)
        case .clear(let parent, let file):
            for child in tables[collection]?.children[.row(parent)] ?? []
            where tables[collection]?.rows[child].deletedIn == nil {
                tables[collection]?.delete(child, in: file)
            }
        }
    }

    private mutating func add(
        _ object: FixtureNode,
        to collection: FixtureCollection,
        under parent: FixtureTable.Parent
    ) {
        let file = object.top.file
        let isReplacing = isReplacing[file]
        let path = path(under: parent, in: collection)
        let outcome = tables[collection]?.add(object, parent: parent, path: path, isReplacing: isReplacing, log: log)
        switch outcome {
        case .added(let row):
            if file < Self.ownFiles { tables[collection]?.markBuiltIn(row) }
            if isReplacing { replaced[collection, default: []].append((row, file)) }
            for child in collection.nested {
                guard let node = object[child.rawValue] else { continue }
                for object in FixtureDocuments.objects(in: node, log) {
                    nested[child, default: []].append((object, row))
                }
            }
        case .refused:
            if object["$delete"]?.bool != true { duplicates.append((collection, object)) }
        case .deleted, nil: break
        }
    }

    /// The object that a link refers to, as of the file with the link: not one that an earlier file has deleted.
    private func parent(of object: FixtureNode, in collection: FixtureCollection) -> FixtureTable.Parent {
        let word: String? =
            switch collection {
            case .policies, .scopes, .claims, .keys: ParentLink.server(of: object)
            case .rules: ParentLink.policy(of: object)
            case .appUsers, .appGroups: ParentLink.app(of: object)
            default: nil
            }
        guard let above = collection.parent, let word else { return .none }
        let candidates = aliases[above]?[ExactString(word)] ?? []
        let row = candidates.first { row in
            (tables[above]?.rows[row].deletedIn).map { $0 > object.top.file } ?? true
        }
        return row.map { .row($0) } ?? .unknown(ExactString(word))
    }

    private func aliasIndex(_ collection: FixtureCollection) -> [ExactString: [Int]] {
        guard FixtureCollection.allCases.contains(where: { $0.parent == collection }), let table = tables[collection]
        else { return [:] }
        var index: [ExactString: [Int]] = [:]
        let aliases = table.rows.indices.map(table.aliases)
        for (row, aliases) in aliases.enumerated() {
            for id in aliases.ids { index[ExactString(id), default: []].append(row) }
        }
        for (row, aliases) in aliases.enumerated() {
            for name in aliases.names { index[ExactString(name), default: []].append(row) }
        }
        return index
    }
}

// MARK: - What is there in the end

extension FixtureMerge {
    private func present(_ collection: FixtureCollection) -> [Int] {
        (presence[collection] ?? []).enumerated().filter(\.element).map(\.offset)
    }

    private func rowPresence(_ collection: FixtureCollection) -> [Bool] {
        guard let table = tables[collection] else { return [] }
        let parents = collection.parent.flatMap { presence[$0] } ?? []
        return table.rows.map { row in
            guard row.deletedIn == nil else { return false }
            if case .row(let parent) = row.parent, !parents[parent] { return false }
            return !row.isBuiltIn || row.isOverlaid || isByItself(row, in: table)
        }
    }

    /// Whether an object that Okta creates by default exists: given objects, even an empty array, replace it.
    private func isByItself(_ row: FixtureTable.Row, in table: FixtureTable) -> Bool {
        guard table.children[row.parent]?.count == 1 else { return false }
        guard case .row(let number) = row.parent, let above = table.collection.parent else {
            return !emptyCollections.contains(.authorizationServers)
        }
        let parent = tables[above]?.rows[number].node
        return parent?.layers.allSatisfy { layer in
            layer.file < Self.ownFiles || layer.member(table.collection.rawValue)?.value.array == nil
        } ?? false
    }

    /// The children of a row, in order of priority if they have one.
    func children(of number: Int, in collection: FixtureCollection) -> [(number: Int, row: FixtureTable.Row)] {
        guard let table = tables[collection], let all = table.children[.row(number)] else { return [] }
        let presence = presence[collection] ?? []
        let rows = all.filter { presence[$0] }.map { (number: $0, row: table.rows[$0]) }
        return collection.isRanked ? rows.sorted { $0.row.rank < $1.row.rank } : rows
    }

    private func reportDoubles() {
        for collection in FixtureCollection.allCases {
            guard let table = tables[collection] else { continue }
            for double in table.doubles(among: present(collection)) {
                let (node, earlier) = (table.rows[double.row].node, table.rows[double.earlier].node)
                log.error(node, "has the same \(double.phrase) as \(log.place(of: earlier, seenFrom: node))")
            }
        }
    }
}
