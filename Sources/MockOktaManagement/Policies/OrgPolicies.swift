import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/policies`: policies about signing in (Okta, "Policies API").
///
/// Differs: mappings, clones and simulation of policies are not served.
struct OrgPolicies: Resource {
    static let shape = ObjectShape(
        kind: "Policy",
        schema: FixtureSchema.element(of: .policies),
        required: ["type", "name"],
        members: [
            .assigned("id"), .given("status", "ACTIVE"), .given("name"), .given("description"), .given("priority"),
            .assigned("system", false), .given("conditions", .null), .assigned("created", .fixtureInstant),
            .assigned("lastUpdated", .fixtureInstant), .given("settings"), .assigned("_links"),
            .assigned("_embedded"), .given("type"),
        ]
    )

    static let path = "/api/v1/policies"

    static func path(of policy: BuiltInPolicies.Row) -> String { "\(path)/\(policy.id)" }

    static var operations: [Operation] {
        let operations = ResourceOperations<OrgPolicies>(
            path: path,
            area: .policies,
            item: "policyID",
            created: .ok
        )
        return [list, operations.create, operations.read, operations.replace, operations.delete]
            + operations.lifecycle()
    }

    private static let list = Operation(.get, path, .policies) { (call) throws(Refusal) in
        guard let type = call.query["type"], !type.isEmpty else {
            throw .invalid("type", "The field cannot be left blank")
        }
        let policies = OrgPolicies(call, in: call.organization)
        let status = call.query["status"].flatMap { $0.isEmpty ? nil : $0 }
        var objects: [JSONObject] = []
        for policy in policies.values where policy.kind.rawValue.hasSameBytes(as: type) {
            let object = try policies.shown(policy, call)
            if status == nil || object["status"]?.string == status { objects.append(object) }
        }
        let page = try Page(call, .large)
        let picked = try page.pick(objects) { $0["id"]?.string ?? "" }
        return page.answer(picked.rows, next: picked.hasMore ? picked.rows.last?["id"]?.string : nil)
    }

    let organization: Organization
    let values: [OrgPolicy]

    init(_ call: APICall, in organization: Organization) {
        self.init(organization)
    }

    init(_ organization: Organization) {
        self.organization = organization
        let builtIn = BuiltInPolicies.present(in: organization)
        // The system policy of a kind comes last.
        values = OrgPolicy.Kind.allCases.flatMap { kind -> [OrgPolicy] in
            let all: [OrgPolicy] = organization.policies(kind) + builtIn.filter { $0.kind == kind }
            return all.filter { !$0.isSystem } + all.filter { $0.isSystem }
        }
    }

    func id(of value: OrgPolicy) -> String { value.id.rawValue }

    func stored(_ value: OrgPolicy) -> JSONObject {
        var object = DocumentWriter.orgPolicyWithoutRules(value)
        object["priority"] = .integer(priority(of: value))
        return object
    }

    func computed(_ value: OrgPolicy, _ call: APICall) -> JSONObject {
        var object: JSONObject = ["type": .string(value.kind.rawValue)]
        if value.kind == .access { object["_embedded"] = ["resourceType": "APP"] }
        object["_links"] = .object(links(value, call))
        return object
    }

    /// Policies of apps all have 1; others their place.
    private func priority(of value: OrgPolicy) -> Int {
        guard !value.kind.isOfApps else { return 1 }
        let place = values.filter { $0.kind == value.kind }.firstIndex { $0.id == value.id } ?? 0
        return place + 1
    }

    private func links(_ value: OrgPolicy, _ call: APICall) -> JSONObject {
        let path = "\(Self.path)/\(id(of: value))"
        var links: JSONObject = ["rules": .link(call.href(path + "/rules"), "GET", "POST")]
        guard !value.isSystem else {
            links["self"] = .link(call.href(path), "GET", "PUT")
            return links
        }
        links["mappings"] = value.kind.isOfApps ? .link(call.href(path + "/mappings"), "GET", "POST") : nil
        links["self"] = .link(call.href(path), "GET", "PUT", "DELETE")
        return links.adding(call.lifecycleLink(path, isActive: stored(value)["status"] != "INACTIVE"))
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        let type = (try? call.optionalBody())?["type"]?.string
        let prefix = type.flatMap(OrgPolicy.Kind.init(rawValue:))?.prefix ?? .policy
        return ["id": .string(call.newID(prefix)), "system": false, "created": call.now, "lastUpdated": call.now]
    }

    func check(_ document: JSONObject, replacing: OrgPolicy?) throws(Refusal) {
        guard let kind = document["type"]?.string.flatMap(OrgPolicy.Kind.init(rawValue:)) else {
            let kinds = OrgPolicy.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("type", "The policy type is not one of [\(kinds)]")
        }
        guard replacing.map({ $0.kind == kind }) ?? true else {
            throw .invalid("type", "The type of a policy cannot be changed")
        }
        let isTaken = values.contains {
            $0.kind == kind && $0.id != replacing?.id && $0.name.hasSameBytes(as: document["name"]?.string ?? "")
        }
        guard !isTaken else { throw .invalid("name", "Policy name already in use") }
        try OrgPolicyPeople.check(document, organization)
    }

    func setting(_ document: JSONObject, replacing: OrgPolicy?) throws(Refusal) -> Organization {
        guard let kind = document["type"]?.string.flatMap(OrgPolicy.Kind.init(rawValue:)) else {
            throw .invalid("type", "The field cannot be left blank")
        }
        let everyone = organization.everyone
        let rules = replacing?.rules ?? OrgPolicyRules.ofNewPolicy(document, kind, everyone: everyone)
        let policy = DocumentReader.orgPolicy(document, kind, rules: rules, everyone: everyone)
        guard !kind.isOfApps, !policy.isSystem else { return organization.changing { $0.policies.set(policy) } }
        let siblings = organization.policies(kind).filter { !$0.isSystem }
        let former = siblings.firstIndex { $0.id == policy.id }.map { $0 + 1 }
        let placed = siblings.placing(policy, at: document["priority"]?.integer, from: former)
        return organization.changing { contents in
            for (index, sibling) in placed.enumerated()
            where sibling.id == policy.id || sibling.priority != index + 1 {
                var source = sibling.source
                source["priority"] = .integer(index + 1)
                contents.policies.set(
                    DocumentReader.orgPolicy(source, kind, rules: sibling.rules, everyone: everyone)
                )
            }
        }
    }

    /// Policies that every org has cannot be deleted.
    func removing(_ value: OrgPolicy) throws(Refusal) -> Organization {
        guard organization.contents.policies[value.id] != nil, !value.isSystem else {
            throw Refusal(.permissionDenied, why: "the policy \"\(value.name)\" is one that every org has")
        }
        return organization.changing { $0.policies.remove(value.id) }
    }
}

/// The users and groups that a policy or rule names.
enum OrgPolicyPeople {
    static func check(_ document: JSONObject, _ organization: Organization) throws(Refusal) {
        let people = document["conditions"]?["people"]
        for list in ["include", "exclude"] {
            for user in people?["users"]?[list]?.strings ?? [] where organization.user(UserID(rawValue: user)) == nil {
                throw .invalid("conditions.people.users", "The user '\(user)' does not exist")
            }
            for group in people?["groups"]?[list]?.strings ?? []
            where group != "EVERYONE" && organization.group(GroupID(rawValue: group)) == nil {
                throw .invalid("conditions.people.groups", "The group '\(group)' does not exist")
            }
        }
    }
}
