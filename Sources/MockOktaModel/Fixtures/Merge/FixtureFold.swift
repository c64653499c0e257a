import MockOktaFormats

/// Merges files into one file that defines the same org and that later files override in the same way.
///
/// Members that the files leave out are not added, so that defaults are computed after a later file has been applied. A
/// second file deletes objects that the first one still refers to, because references to a deleted object are removed
/// with it.
struct FixtureFold {
    private let merge: FixtureMerge
    private let deletions: Set<ProblemLog.Deletion>

    /// - Parameters:
    ///   - merge: files without errors.
    ///   - deletions: deleted objects that other objects still refer to.
    init(_ merge: FixtureMerge, deletions: Set<ProblemLog.Deletion>) {
        self.merge = merge
        self.deletions = deletions
    }

    var sources: [FixtureSource] {
        var sources = [FixtureSource(name: "present", bytes: JSON.object(fixture).serialized())]
        if !deletions.isEmpty {
            sources.append(FixtureSource(name: "present", bytes: JSON.object(deleting).serialized()))
        }
        return sources
    }

    private var fixture: JSONObject {
        var fixture: JSONObject = [:]
        fixture["org"] = merge.org.map { .object($0.object) }
        fixture["mock"] = merge.mock.map { .object($0.object) }
        for collection in FixtureCollection.allCases {
            let rows = merge.numbered(collection)
            var objects = rows.compactMap { named(object($0.number, $0.row, collection), $0.number, collection) }
            objects += deletions.filter { $0.collection == collection }.sorted { $0.row < $1.row }.map(remainder)
            let isEmpty = merge.definesNone(collection) || (collection == .authorizationServers && rows.isEmpty)
            if !objects.isEmpty || isEmpty { fixture[collection.rawValue] = .array(objects.map { .object($0) }) }
        }
        return fixture
    }

    private var deleting: JSONObject {
        var fixture: JSONObject = [:]
        for collection in FixtureCollection.allCases {
            let rows = deletions.filter { $0.collection == collection }.sorted { $0.row < $1.row }
            guard !rows.isEmpty else { continue }
            fixture[collection.rawValue] = .array(
                rows.map { ["id": .string(id($0.row, collection)), "$delete": true] }
            )
        }
        return fixture
    }

    /// An object with the names by which other objects referred to it before it was renamed.
    private func named(_ object: JSONObject?, _ number: Int, _ collection: FixtureCollection) -> JSONObject? {
        let present = merge.aliases(of: number, in: collection)
        let former = merge.formerNames(of: number, in: collection).filter {
            !present.names.contains($0) && present.ids.last?.hasSameBytes(as: $0) != true
        }
        guard var object, !former.isEmpty else { return object }
        object[FixtureNode.aliasesKey] = .strings(former)
        return object
    }

    /// Nil for an object nested in another one, and for an object that Okta creates by default.
    private func object(_ number: Int, _ row: FixtureTable.Row, _ collection: FixtureCollection) -> JSONObject? {
        switch (collection, row.parent) {
        case (.apps, _): return AppMembers(row.node).isOAuthClient ? AppMembers(row.node).object : row.node.object
        case (.authorizationServers, _): return server(number, row)
        case (.keys, .row(let server)):
            let path = "authorizationServers/\(id(server, .authorizationServers))/credentials/keys"
            return linked(row.node, "self", to: path + "/" + (row.node["kid"]?.string ?? ""))
        case (.appUsers, .row(let app)), (.appGroups, .row(let app)):
            return linked(row.node, "app", to: "apps/\(id(app, .apps))")
        case (.policies, .none) where merge.isOrgPolicy(row, in: collection):
            var object = row.node.object(without: "rules")
            let rules = merge.children(of: number, in: .rules).map { ranked($0.row, without: []) }
            if !rules.isEmpty { object["rules"] = .array(rules.map { .object($0) }) }
            return object
        case (_, .row): return nil
        default: return row.node.object
        }
    }

    private func server(_ number: Int, _ row: FixtureTable.Row) -> JSONObject? {
        var object = row.node.object(without: "scopes", "claims", "policies")
        for collection in [FixtureCollection.scopes, .claims] {
            let children = merge.children(of: number, in: collection).map(\.row.node.json)
            if !children.isEmpty { object[collection.rawValue] = .array(children) }
        }
        let present = merge.children(of: number, in: .policies)
        let policies = present.compactMap { policy($0.number, $0.row) }
        // An array, even an empty one, replaces Okta's default policy.
        let isDefaultPolicyThere = policies.count < present.count
        if !isDefaultPolicyThere { object["policies"] = .array(policies.map { .object($0) }) }
        let isBuiltIn = row.isBuiltIn && !row.isOverlaid
        let isPlain = isDefaultPolicyThere && object["scopes"] == nil && object["claims"] == nil
        return isBuiltIn && isPlain ? nil : object
    }

    private func policy(_ number: Int, _ row: FixtureTable.Row) -> JSONObject? {
        let present = merge.children(of: number, in: .rules)
        let rules = present.filter { !($0.row.isBuiltIn && !$0.row.isOverlaid) }.map { ranked($0.row, without: []) }
        let isDefaultRuleThere = rules.count < present.count
        if row.isBuiltIn, !row.isOverlaid, isDefaultRuleThere { return nil }
        var object = ranked(row, without: ["rules"])
        if !isDefaultRuleThere { object["rules"] = .array(rules.map { .object($0) }) }
        return object
    }

    private func ranked(_ row: FixtureTable.Row, without names: [String]) -> JSONObject {
        var object = row.node.object
        for name in names { object[name] = nil }
        if object["name"]?.string == nil { object["name"] = row.madeName.map { .string($0) } }
        object["priority"] = .integer(row.rank)
        return object
    }

    private func linked(_ node: FixtureNode, _ relation: String, to path: String) -> JSONObject {
        var object = node.object
        object.change("_links") { $0[relation] = ["href": .string("https://okta.example/api/v1/\(path)")] }
        return object
    }

    private func id(_ number: Int, _ collection: FixtureCollection) -> String {
        merge.aliases(of: number, in: collection).ids.last ?? ""
    }

    /// The rest of a deleted object: the names by which others refer to it, unless another object has them now.
    private func remainder(_ deletion: ProblemLog.Deletion) -> JSONObject {
        let (ids, names) = merge.aliases(of: deletion.row, in: deletion.collection)
        let id = ids.last ?? ""
        let taken = merge.numbered(deletion.collection).flatMap {
            merge.aliases(of: $0.number, in: deletion.collection).names
        }
        let name = names.first { !taken.contains($0) } ?? "deleted \(id)"
        switch deletion.collection {
        case .users: return ["id": .string(id), "profile": ["login": .string(name)]]
        case .groups: return ["id": .string(id), "profile": ["name": .string(name)]]
        case .apps: return ["id": .string(id), "client_id": .string(name), "label": .string(names.last ?? name)]
        default: return ["id": .string(id)]
        }
    }
}
