import MockOktaFormats

/// The merged objects of one collection.
struct FixtureTable {
    struct Row {
        var node: FixtureNode
        /// The server, policy or app that the object belongs to, as a row number of its own table.
        var parent: Parent
        /// The generated name of an object that has none: `Policy 2`.
        var madeName: String?
        /// The position among its siblings; ranks are unique.
        var rank = 0
        /// The file that set the rank.
        var rankFile = 0
        /// The names by which files referred to the object before a later one renamed it.
        var formerNames: [String] = []
        /// The file that has deleted the object.
        var deletedIn: Int?
        /// The file whose object replaced those of earlier files.
        var replacedIn: Int?
        /// Whether Okta creates the object by default.
        var isBuiltIn = false

        var isOverlaid: Bool { !node.below.isEmpty }
        var name: String? { node["name"]?.string ?? madeName }
    }

    enum Parent: Hashable {
        case none
        case row(Int)
        /// The text of a link that refers to no object.
        case unknown(ExactString)
    }

    enum Outcome {
        case added(Int)
        case deleted
        /// Not merged, because the same file already contains the object, or because the object to delete does not
        /// exist.
        case refused
    }

    let collection: FixtureCollection
    private(set) var rows: [Row] = []
    /// All rows of a parent, including deleted ones.
    private(set) var children: [Parent: [Int]] = [:]
    private var index: FixtureIndex

    init(_ collection: FixtureCollection) {
        self.collection = collection
        index = FixtureIndex(collection)
    }

    /// Adds an object, extends or replaces the object of an earlier file, or deletes it.
    ///
    /// - Parameters:
    ///   - node: the object as one file gives it.
    ///   - parent: the parent of the object.
    ///   - path: the prefix of derived ids of objects within this parent.
    ///   - isReplacing: whether it replaces an earlier file's object.
    ///   - log: receives a problem if the file contains the object twice.
    /// - Returns: what was done with the object.
    mutating func add(
        _ node: FixtureNode,
        parent: Parent,
        path: String,
        isReplacing: Bool = false,
        log: ProblemLog
    ) -> Outcome {
        let match = index.find(FixtureIdentity(node, in: collection, path: path), parent)
        guard node["$delete"]?.bool != true else {
            guard let match else {
                log.warning(node, "deletes nothing: no earlier file has it")
                return .refused
            }
            delete(match.row, in: node.top.file)
            return .deleted
        }
        guard let match else { return .added(append(node, parent, path)) }
        let earlier = rows[match.row].node
        guard earlier.top.file != node.top.file else {
            log.error(node, "has the same \(match.by) as \(earlier.top.path)")
            return .refused
        }
        overlay(isReplacing ? node : earlier.overlaid(by: node), on: match.row, parent, path, by: node)
        if isReplacing {
            rows[match.row].replacedIn = node.top.file
            rows[match.row].isBuiltIn = false
        }
        return .added(match.row)
    }

    mutating func markBuiltIn(_ row: Int) { rows[row].isBuiltIn = true }

    mutating func delete(_ row: Int, in file: Int) {
        rows[row].deletedIn = file
        index.leave(row, rows[row].parent)
    }

    private mutating func append(_ node: FixtureNode, _ parent: Parent, _ path: String) -> Int {
        let row = rows.count
        rows.append(Row(node: node, parent: parent))
        children[parent, default: []].append(row)
        if collection.isRanked {
            if node["name"]?.string == nil { rows[row].madeName = makeName(under: parent) }
            setRank(of: row, by: node)
        }
        let identity = FixtureIdentity(node, in: collection, path: path, madeName: rows[row].madeName)
        index.enter(row, identity, parent)
        return row
    }

    private mutating func overlay(
        _ node: FixtureNode,
        on row: Int,
        _ parent: Parent,
        _ path: String,
        by later: FixtureNode
    ) {
        index.leave(row, rows[row].parent)
        let former = aliases(of: row)
        rows[row].formerNames += (former.ids + former.names).filter { !rows[row].formerNames.contains($0) }
        // An object that Okta creates by default counts as added by the first file that contains it.
        let isNew = rows[row].isBuiltIn && !rows[row].isOverlaid
        rows[row].node = node
        if parent != .none, parent != rows[row].parent { move(row, to: parent) }
        let identity = FixtureIdentity(node, in: collection, path: path, madeName: rows[row].madeName)
        index.enter(row, identity, rows[row].parent)
        if collection.isRanked, isNew || later["priority"]?.integer != nil { setRank(of: row, by: later) }
    }

    private mutating func move(_ row: Int, to parent: Parent) {
        children[rows[row].parent]?.removeAll { $0 == row }
        rows[row].parent = parent
        children[parent, default: []].append(row)
    }
}

extension FixtureTable {
    /// Pairs of rows that have the same value for a unique member: the later and the earlier row, with a phrase for the
    /// value.
    func doubles(among present: [Int]) -> [(row: Int, earlier: Int, phrase: String)] {
        // The object from the earlier file comes first.
        let ordered = present.sorted { (rows[$0].node.top.file, $0) < (rows[$1].node.top.file, $1) }
        return index.doubles(among: ordered) { rows[$0] }
    }

    /// All names by which other objects may refer to the row: the ids of all files, the derived id, and names.
    ///
    /// The last id is the current id of the object.
    func aliases(of row: Int) -> (ids: [String], names: [String]) {
        let (node, identity) = (rows[row].node, index.identities[row])
        let ids = node.layers.compactMap { $0.member("id")?.value.string } + identity.ids
        let names: [String?] =
            switch collection {
            case .users: [node["profile", "login"]?.string]
            case .groups: [node["profile", "name"]?.string]
            case .apps: [AppMembers(node).clientID, AppMembers(node).label]
            default: [rows[row].name]
            }
        return (ids, names.compactMap(\.self))
    }
}

extension FixtureTable {
    private func siblings(under parent: Parent) -> [Int] {
        (children[parent] ?? []).filter { rows[$0].deletedIn == nil && !(rows[$0].isBuiltIn && !rows[$0].isOverlaid) }
    }

    /// Generates a name: `Policy 3` for the third one.
    private func makeName(under parent: Parent) -> String {
        let taken = Set(texts: siblings(under: parent).compactMap { rows[$0].name })
        let kind = collection == .policies ? "Policy" : "Rule"
        var place = siblings(under: parent).count
        while taken.contains("\(kind) \(place)") { place += 1 }
        return "\(kind) \(place)"
    }

    /// Sets the rank of a row among its siblings.
    ///
    /// A given priority is the rank; a sibling from an earlier file that has that rank moves back by one, and so on; of
    /// two in one file the first keeps it. An object without a priority comes last.
    private mutating func setRank(of row: Int, by node: FixtureNode) {
        let siblings = siblings(under: rows[row].parent).filter { $0 != row }
        let file = node.top.file
        var holders = Dictionary(siblings.map { (rows[$0].rank, $0) }) { first, _ in first }
        guard let priority = node["priority"]?.integer else {
            rows[row].rank = (holders.keys.max() ?? 0) + 1
            rows[row].rankFile = file
            return
        }
        var rank = min(max(priority, 0), Int(Int32.max))
        while let holder = holders[rank], rows[holder].rankFile == file { rank += 1 }
        var (moved, place) = (row, rank)
        while true {
            let next = holders[place]
            rows[moved].rank = place
            holders[place] = moved
            guard let next else { break }
            (moved, place) = (next, place + 1)
        }
        rows[row].rankFile = file
    }
}
