import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/groups` (Okta, "Groups API").
struct Groups: Resource {
    static let shape = ObjectShape(
        kind: "UserGroup",
        schema: FixtureSchema.element(of: .groups),
        required: ["profile"],
        members: [
            .assigned("id"), .assigned("created", .fixtureInstant), .assigned("lastUpdated", .fixtureInstant),
            .assigned("lastMembershipUpdated", .fixtureInstant), .assigned("objectClass", ["okta:user_group"]),
            .assigned("type", "OKTA_GROUP"), .given("profile"), .assigned("_links"),
        ]
    )

    static let path = "/api/v1/groups"

    static var operations: [Operation] {
        let operations = ResourceOperations<Groups>(path: path, area: .groups, item: "groupID", created: .ok)
        return [list, operations.create, operations.read, operations.replace, operations.delete]
    }

    let organization: Organization

    init(_ call: APICall, in organization: Organization) {
        self.organization = organization
    }

    var values: [Group] { Array(organization.contents.groups) }

    func id(of value: Group) -> String { value.id.rawValue }

    func find(_ id: String) -> Group? { organization.group(GroupID(rawValue: id)) }

    func stored(_ value: Group) -> JSONObject { DocumentWriter.group(value) }

    func computed(_ value: Group, _ call: APICall) -> JSONObject {
        let path = "\(Self.path)/\(id(of: value))"
        let front = call.context.snapshot.urls.front + "/assets/img/logos/groups/odyssey"
        let logos = [("medium", "30ce6d4085dff29412984e4c191bc874"), ("large", "c3cb8cda8ae0add1b4fe928f5844dbe3")]
        let links: JSONObject = [
            "logo": .array(
                logos.map { size, digest in
                    [
                        "name": .string(size), "href": .string("\(front)/okta-\(size).\(digest).png"),
                        "type": "image/png",
                    ]
                }
            ),
            "owners": .link(call.href(path + "/owners")), "users": .link(call.href(path + "/users")),
            "apps": .link(call.href(path + "/apps")),
        ]
        var profile = stored(value)["profile"]?.object ?? [:]
        let description: JSON = value.isEveryone ? "All users in your organization" : .null
        if profile["description"] == nil { profile["description"] = description }
        return ["profile": .object(profile), "_links": .object(links)]
    }

    func shown(_ value: Group, _ call: APICall) -> JSONObject {
        var object = Self.shape.shown(stored(value), computed: computed(value, call))
        if let profile = computed(value, call)["profile"]?.object {
            object["profile"] = .object(profile.inHashMapOrder)
        }
        return object
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        [
            "id": .string(call.newID(.group)), "created": call.now, "lastUpdated": call.now,
            "lastMembershipUpdated": call.now,
        ]
    }

    func check(_ document: JSONObject, replacing: Group?) throws(Refusal) {
        let name = document["profile"]?["name"]?.string ?? ""
        if let taken = organization.contents.groups.first(ExactString(name)), taken.id != replacing?.id {
            throw .invalid("name", "An object with this field already exists in the current organization")
        }
        if replacing?.isEveryone == true { throw Self.builtIn }
    }

    private static var builtIn: Refusal { Refusal(.permissionDenied, why: "the group Everyone is built in") }

    func setting(_ document: JSONObject, replacing: Group?) throws(Refusal) -> Organization {
        var document = document
        for name in [GroupOwners.member, AdminRoles.member] { document[name] = replacing?.source[name] }
        guard let group = DocumentReader.group(document) else {
            throw .invalid("name", "The field cannot be left blank")
        }
        return organization.changing { $0.groups.set(group) }
    }

    func removing(_ value: Group) throws(Refusal) -> Organization {
        guard !value.isEveryone else { throw Self.builtIn }
        return organization.changing { contents in
            contents.groups.remove(value.id)
            for user in contents.users.rows(.group(value.id)) {
                contents.users.set(user.with(groups: user.groups.filter { $0 != value.id }))
            }
            contents.removeFromAssignments(group: value.id)
            contents.changeRules {
                $0.includedGroups.remove(value.id) != nil || $0.excludedGroups.remove(value.id) != nil
            }
        }
    }

    /// Heavy, because a search may look at every group.
    private static let list = Operation(.get, path, .groups, weight: .heavy) { (call) throws(Refusal) in
        let groups = Groups(call, in: call.organization)
        let search = try SearchParameters(call)
        let prefix = Filter.Wanted(prefix: call.query["q"])
        let found = groups.values.filter { group in
            prefix?.begins(group.name) ?? true && search.matches { groups.value(of: group, at: $0) }
        }
        let sorted = search.sorted(found) { groups.value(of: $0, at: $1) }
        let page = try Page(call, Page.Limits(fallback: 200, maximum: 10_000))
        let picked = try page.pick(sorted) { $0.id.rawValue }
        let objects = picked.rows.map { group in
            var object = groups.shown(group, call)
            if call.query["expand"] == "stats" { object["_embedded"] = groups.statistics(group) }
            return object
        }
        return page.answer(objects, next: picked.hasMore ? picked.rows.last?.id.rawValue : nil)
    }

    /// The value that filters compare: a member of the object, or an attribute of the profile.
    private func value(of group: Group, at attribute: Filter.Attribute) -> JSON? {
        if let name = attribute.profile {
            return name == "name" ? .string(group.name) : group.source["profile"]?[name]
        }
        switch attribute.path {
        case "created", "lastUpdated", "lastMembershipUpdated":
            return group.source[attribute.path] ?? .fixtureInstant
        default: return JSON.object(stored(group)).value(at: attribute)
        }
    }

    private func statistics(_ group: Group) -> JSON {
        let users =
            group.isEveryone
            ? organization.contents.users.count : organization.contents.users.rows(.group(group.id)).count
        let apps = organization.contents.applications.filter { app in
            if case .only(let groups) = app.assignments { groups.contains(group.id) } else { false }
        }
        return [
            "stats": [
                "usersCount": .integer(users), "appsCount": .integer(apps.count), "groupPushMappingsCount": 0,
                "hasAdminPrivilege": false,
            ]
        ]
    }
}

extension Organization.Contents {
    /// Removes a deleted group from the assignments of apps.
    fileprivate mutating func removeFromAssignments(group: GroupID) {
        for app in Array(applications) {
            guard case .only(var groups) = app.assignments, groups.remove(group) != nil else { continue }
            var source = app.source
            let rows = source["groupAssignments"]?.array?.filter { $0["id"]?.string != group.rawValue }
            source["groupAssignments"] = rows.map { .array($0) }
            applications.set(app.with(source: source, assignments: .only(groups: groups)))
        }
    }

    /// Changes the people conditions of policy rules; `change` returns whether it changed them.
    mutating func changeRules(_ change: (inout AccessPolicyRule.People) -> Bool) {
        for server in Array(authorizationServers) {
            var isChanged = false
            let policies = server.policies.map { policy in
                var changed = policy
                changed.rules = policy.rules.map { rule in
                    var people = rule.people
                    guard change(&people) else { return rule }
                    isChanged = true
                    return rule.with(people: people)
                }
                return changed
            }
            if isChanged { authorizationServers.set(server.with(policies: policies)) }
        }
    }
}

extension AccessPolicyRule {
    fileprivate func with(people: People) -> AccessPolicyRule {
        AccessPolicyRule(
            id: id,
            name: name,
            isActive: isActive,
            grantTypes: grantTypes,
            people: people,
            scopes: scopes,
            lifetimes: lifetimes,
            source: source
        )
    }
}
