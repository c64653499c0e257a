import MockOktaFormats

/// Lays all files over one another: flat tables of objects, each knowing its parent, whether it was nested or not.
struct FixtureMerge {
    private(set) var org: FixtureNode?
    private(set) var mock: FixtureNode?
    private var tables: [FixtureCollection: FixtureTable] = [:]
    private let log: ProblemLog

    init(_ sources: [FixtureSource], log: ProblemLog) {
        self.log = log
        for (file, source) in sources.enumerated() {
            guard let value = read(source, file) else { continue }
            add(value, file: file, source)
        }
    }

    /// The objects of a collection that no file deleted.
    func rows(_ collection: FixtureCollection) -> [FixtureTable.Row] { tables[collection]?.present ?? [] }

    private func read(_ source: FixtureSource, _ file: Int) -> LocatedJSON? {
        do throws(JSONSyntaxError) {
            return try JSONReader.read(source.bytes, dialect: .json5)
        } catch {
            log.syntaxError(error, file: file)
            return nil
        }
    }

    private mutating func add(_ value: LocatedJSON, file: Int, _ source: FixtureSource) {
        let collection = FixtureCollection(rawValue: source.stem)
        let node = FixtureNode(file: file, path: source.stem, value: value)
        if let collection, value[collection.rawValue]?.array == nil || value.members == nil {
            add(node, to: collection)
        } else if source.stem == "org", isBare(value) {
            org = overlay(org, node)
        } else if source.stem == "mock", isBare(value) {
            mock = overlay(mock, node)
        } else {
            addFixture(FixtureNode(file: file, path: "", value: value))
        }
    }

    /// Whether an object is what its file is called after, and not a whole fixture.
    private func isBare(_ value: LocatedJSON) -> Bool {
        let known = FixtureSchema.file.names
        return value.members.map { !$0.isEmpty && !$0.contains { known.contains($0.key) } } ?? false
    }

    private mutating func addFixture(_ root: FixtureNode) {
        guard root.isObject else {
            return log.error(root, "a fixture is \(Wording.found(root.top.value)) (allowed: an object)")
        }
        let known = FixtureSchema.file.names
        // $schema tells editors which schema to complete by.
        for key in root.members where !known.contains(key.key) && key.key != "$schema" {
            log.unknownKey(key, known: known)
        }
        org = overlay(org, root["org"])
        mock = overlay(mock, root["mock"])
        for collection in FixtureCollection.allCases {
            if let node = root[collection.rawValue] { add(node, to: collection) }
        }
    }

    private func overlay(_ earlier: FixtureNode?, _ later: FixtureNode?) -> FixtureNode? {
        guard let later else { return earlier }
        guard later.isObject else {
            log.error(later, "is \(Wording.found(later.top.value)) (allowed: an object)")
            return earlier
        }
        return earlier?.overlaid(by: later) ?? later
    }

    /// Okta's list endpoints return arrays; what one of its other endpoints returned, a single object, will do too.
    private mutating func add(_ node: FixtureNode, to collection: FixtureCollection, parent: String? = nil) {
        let objects = node.isObject ? [node] : node.elements
        if !node.isObject, node.top.value.array == nil {
            log.error(node, "is \(Wording.found(node.top.value)) (allowed: an array of objects)")
        }
        for object in objects {
            guard object.isObject else {
                log.error(object, "is \(Wording.found(object.top.value)) (allowed: an object)")
                continue
            }
            if let summary = object["errorSummary"]?.string, object["errorCode"] != nil {
                log.error(object, "is an error that Okta's API answered: \(Wording.quoted(summary))")
                continue
            }
            addObject(object, to: collection, parent: parent ?? self.parent(of: object, in: collection))
        }
    }

    private mutating func addObject(_ object: FixtureNode, to collection: FixtureCollection, parent: String?) {
        let deleted = tables[collection, default: FixtureTable(collection)].add(object, parent: parent, log: log)
        if let deleted { return deleteChildren(of: deleted, in: collection) }
        switch collection {
        case .authorizationServers:
            let name = ServerName(object).canonical ?? object.top.path
            for (key, child) in [("scopes", FixtureCollection.scopes), ("claims", .claims), ("policies", .policies)] {
                if let children = object[key] { add(children, to: child, parent: name) }
            }
        case .policies:
            let name = PolicyName(object, server: parent).canonical
            if let rules = object["rules"] { add(rules, to: .rules, parent: name) }
        default: break
        }
    }

    private mutating func deleteChildren(of row: FixtureTable.Row, in collection: FixtureCollection) {
        let children: [FixtureCollection]
        let names: [String]
        switch collection {
        case .authorizationServers:
            (children, names) = ([.scopes, .claims, .keys, .policies], ServerName(row.node).aliases)
        case .policies: (children, names) = ([.rules], PolicyName(row.node, server: row.parent).aliases)
        case .apps: (children, names) = ([.appUsers, .appGroups], [row.node["id"]?.string].compactMap(\.self))
        default: return
        }
        for child in children {
            let grandchildren = rows(child).filter { $0.parent.map(names.contains) == true }
            tables[child]?.deleteChildren(of: names)
            for row in grandchildren { deleteChildren(of: row, in: child) }
        }
    }

    private func parent(of object: FixtureNode, in collection: FixtureCollection) -> String? {
        switch collection {
        case .policies, .scopes, .claims, .keys: ParentLink.server(of: object)
        case .rules: ParentLink.policy(of: object)
        case .appUsers, .appGroups: ParentLink.app(of: object)
        default: nil
        }
    }
}
