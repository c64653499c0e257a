/// What tells two objects of a collection apart: an id, or where one of them has none, a unique name.
struct FixtureIdentity {
    /// Any one in common means the same object.
    let strong: [String]
    /// A name; it counts only between objects of which one has no id, and only under one parent.
    let weak: String?
    let parent: String?
    let hasID: Bool

    /// Names of children are unique only under their parent, a server or a policy.
    init(_ node: FixtureNode, in collection: FixtureCollection, parent: String? = nil) {
        let id = node["id"]?.string
        var strong: [String?] = [id.map { "id \(Wording.quoted($0))" }]
        var weak: String?
        func name(_ node: FixtureNode?, _ kind: String = "name") -> String? {
            node?.string.map { "\(kind) \(Wording.quoted($0))" }
        }
        switch collection {
        case .users:
            strong.append(node["profile", "login"]?.string.map { "login \(Wording.quoted($0.lowercased()))" })
        case .groups: weak = name(node["profile", "name"])
        case .apps:
            let clientID = AppMembers(node).clientID
            strong.append(clientID.map { "client_id \(Wording.quoted($0))" })
            weak = clientID == nil ? name(node["label"], "label") : nil
        case .authorizationServers:
            if ServerName(node).isDefault { strong = [id, "default"].map { $0.map { "id \(Wording.quoted($0))" } } }
            weak = name(node["name"])
        case .policies, .rules, .scopes: weak = name(node["name"])
        case .claims:
            weak = name(node["name"]).map { "\(node["claimType"]?.string ?? "RESOURCE") \($0)" }
        case .keys: strong = [name(node["kid"], "kid").map { $0 + (parent.map { " of \($0)" } ?? "") }]
        case .trustedOrigins: weak = name(node["origin"], "origin")
        case .apiTokens, .refreshTokens: strong.append(name(node["token"], "token"))
        case .appUsers, .appGroups:
            strong = strong.map { $0.map { $0 + " for the app \(Wording.quoted(parent ?? ""))" } }
        case .groupMembers: strong.append(name(node["group"], "group"))
        }
        var seen: Set<String> = []
        self.strong = strong.compactMap(\.self).filter { seen.insert($0).inserted }
        self.weak = weak
        self.parent = parent
        hasID = id != nil
    }
}
