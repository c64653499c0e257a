import MockOktaFormats

/// Builds the org's policies about signing in.
struct OrgPolicyBuilder {
    private let merge: FixtureMerge
    private let references: OrgPolicyReferences

    init(_ merge: FixtureMerge, _ directory: DirectoryBuilder, log: ProblemLog) {
        self.merge = merge
        references = OrgPolicyReferences(directory: directory, log: log)
    }

    var policies: [OrgPolicy] {
        merge.numbered(.policies).compactMap { number, row -> OrgPolicy? in
            guard row.parent == .none, let kind = OrgPolicy.Kind(row.node) else { return nil }
            let rules = merge.children(of: number, in: .rules).map { number, row in
                Self.rule(row.node, id: id(number, .rules), name: row.name, references)
            }
            let own = id(number, .policies)
            return Self.policy(row.node, kind, id: own, name: row.name, rules: rules, references)
        }
    }

    private func id(_ number: Int, _ collection: FixtureCollection) -> String {
        merge.aliases(of: number, in: collection).ids.last ?? ""
    }

    static func policy(
        _ node: FixtureNode,
        _ kind: OrgPolicy.Kind,
        id: String,
        name: String?,
        rules: [OrgPolicy.Rule],
        _ references: some NamedReferences
    ) -> OrgPolicy {
        let (people, isEmptied) = people(node, references)
        return OrgPolicy(
            id: Identifier(rawValue: id),
            kind: kind,
            name: name ?? "",
            isActive: node.isActive && !isEmptied,
            people: people,
            rules: rules,
            source: references.withIDs(node.object(without: "rules"))
        )
    }

    static func rule(
        _ node: FixtureNode,
        id: String,
        name: String?,
        _ references: some NamedReferences
    ) -> OrgPolicy.Rule {
        let (people, isEmptied) = people(node, references)
        // Reports the groups that are not there; the object below gets the ids of the others.
        _ = references.groups(node["actions", "profileEnrollment", "targetGroupIds"])
        return OrgPolicy.Rule(
            id: Identifier(rawValue: id),
            name: name ?? "",
            isActive: node.isActive && !isEmptied,
            people: people,
            source: references.withIDs(node.object)
        )
    }

    /// The people of a policy or rule, and whether all users and groups that it includes are unknown.
    ///
    /// Such a rule matches no user; a rule that includes no user or group matches all users.
    private static func people(
        _ node: FixtureNode,
        _ references: some PeopleReferences
    ) -> (AccessPolicyRule.People, isEmptied: Bool) {
        let given = node["conditions", "people"]
        let people = RuleBuilder.people(given, references)
        return (people, people.includesNobodyInParticular && RuleBuilder.includesAnybody(given))
    }
}

extension FixtureMerge {
    /// Whether a row is one of the org's policies about signing in, or a rule of one.
    func isOrgPolicy(_ row: FixtureTable.Row, in collection: FixtureCollection) -> Bool {
        switch (collection, row.parent) {
        case (.policies, .none): OrgPolicy.Kind(row.node) != nil
        case (.rules, .row(let number)):
            tables[.policies].map { isOrgPolicy($0.rows[number], in: .policies) } ?? false
        default: false
        }
    }
}

extension OrgPolicy.Kind {
    /// The kind of an object's `type`; nil for other policies.
    init?(_ node: FixtureNode) {
        guard let type = node["type"]?.string else { return nil }
        self.init(rawValue: type)
    }
}

/// References that can also be replaced by ids in the object that contains them.
protocol NamedReferences: PeopleReferences {
    func id(ofUser name: String) -> String
    func id(ofGroup name: String) -> String
}

extension NamedReferences {
    /// The policy or rule with ids in place of names; what names nothing stays as it is.
    func withIDs(_ object: JSONObject) -> JSONObject {
        var object = object
        if let groups = object["actions"]?["profileEnrollment"]?["targetGroupIds"]?.strings {
            object.change("actions") { actions in
                actions.change("profileEnrollment") { $0["targetGroupIds"] = .strings(groups.map(id(ofGroup:))) }
            }
        }
        return withIDsOfPeople(object)
    }

    private func withIDsOfPeople(_ object: JSONObject) -> JSONObject {
        guard var people = object["conditions"]?["people"]?.object else { return object }
        for (member, id) in [("users", id(ofUser:)), ("groups", id(ofGroup:))] {
            guard var list = people[member]?.object else { continue }
            for name in ["include", "exclude"] {
                if let texts = list[name]?.strings { list[name] = .strings(texts.map(id)) }
            }
            people[member] = .object(list)
        }
        let named = people
        var object = object
        object.change("conditions") { $0["people"] = .object(named) }
        return object
    }
}

extension IDReferences: NamedReferences {
    func id(ofUser name: String) -> String { name }

    func id(ofGroup name: String) -> String { name }
}

/// Finds the users and groups of the org's policies.
///
/// An export of policies often comes without the groups, so an unknown one is a warning.
private struct OrgPolicyReferences: NamedReferences {
    let directory: DirectoryBuilder
    let log: ProblemLog

    var everyone: GroupID { directory.everyone }

    func id(ofUser name: String) -> String { directory.userReferences.find(name)?.rawValue ?? name }

    func id(ofGroup name: String) -> String { directory.groupReferences.find(name)?.rawValue ?? name }

    func users(_ array: FixtureNode?) -> [UserID] { find(array, directory.userReferences, "user") }

    func groups(_ array: FixtureNode?) -> [GroupID] { find(array, directory.groupReferences, "group") }

    private func find<ID>(_ array: FixtureNode?, _ references: References<ID>, _ kind: String) -> [ID] {
        (array?.elements ?? []).compactMap { node in
            guard let text = node.string else { return nil }
            if let id = references.find(text) { return id }
            log.warning(node, "is \(Wording.quoted(text)), but there is no such \(kind): the entry has no effect")
            return nil
        }
    }
}
