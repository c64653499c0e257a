import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/policies/{policyID}/rules` (Okta, "Policies API", rules).
struct OrgPolicyRules: Resource {
    static let shape = ObjectShape(
        kind: "PolicyRule",
        schema: FixtureSchema.element(of: .rules),
        required: ["name"],
        members: [
            .assigned("id"), .given("status", "ACTIVE"), .given("name"), .given("priority"),
            .assigned("created", .fixtureInstant), .assigned("lastUpdated", .fixtureInstant),
            .assigned("system", false), .given("conditions", .null), .given("actions"), .assigned("_links"),
            .given("type"),
        ]
    )

    static var operations: [Operation] {
        let operations = ResourceOperations<OrgPolicyRules>(
            path: OrgPolicies.path + "/{policyID}/rules",
            area: .policies,
            item: "ruleID",
            created: .ok
        )
        return [operations.list, operations.create, operations.read, operations.replace, operations.delete]
            + operations.lifecycle()
    }

    private let organization: Organization
    private let policy: OrgPolicy

    init(_ call: APICall, in organization: Organization) throws(Refusal) {
        self.organization = organization
        policy = try OrgPolicies(call, in: organization).existing(call.parameter("policyID"))
    }

    /// A new policy of apps has a rule for everybody.
    ///
    /// Differs: which factors Okta's rule asks for depends on the org; this one asks for one factor.
    static func ofNewPolicy(_ document: JSONObject, _ kind: OrgPolicy.Kind, everyone: GroupID) -> [OrgPolicy.Rule] {
        guard kind == .access, let id = document["id"]?.string else { return [] }
        let rule: JSONObject = [
            "id": .string(DerivedText.id(.policyRule, id)), "status": "ACTIVE", "name": "Catch-all Rule",
            "priority": 99, "system": true, "type": .string(kind.ruleType),
            "created": document["created"] ?? .fixtureInstant, "lastUpdated": document["created"] ?? .fixtureInstant,
            "actions": [
                "appSignOn": [
                    "access": "ALLOW",
                    "verificationMethod": ["factorMode": "1FA", "type": "ASSURANCE", "reauthenticateIn": "PT12H"],
                ]
            ],
        ]
        return [DocumentReader.orgPolicyRule(rule, everyone: everyone)]
    }

    var values: [Placed<OrgPolicy.Rule>] { policy.rules.placed }

    func id(of value: Placed<OrgPolicy.Rule>) -> String { value.value.id.rawValue }

    func stored(_ value: Placed<OrgPolicy.Rule>) -> JSONObject {
        var object = DocumentWriter.orgPolicyRule(value.value)
        if !value.value.isSystem || object["priority"] == nil { object["priority"] = .integer(value.place) }
        return object
    }

    func computed(_ value: Placed<OrgPolicy.Rule>, _ call: APICall) -> JSONObject {
        let path = "\(OrgPolicies.path)/\(policy.id.rawValue)/rules/\(id(of: value))"
        let rule = value.value
        let isSystem = rule.isSystem
        let itself: JSON =
            isSystem ? .link(call.href(path), "GET", "PUT") : .link(call.href(path), "GET", "PUT", "DELETE")
        let lifecycle: JSONObject =
            isSystem ? [:] : call.lifecycleLink(path, isActive: rule.source["status"] != "INACTIVE")
        return [
            "type": .string(policy.kind.ruleType),
            "_links": .object(JSONObject([("self", itself)]).adding(lifecycle)),
        ]
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        ["id": .string(call.newID(.policyRule)), "system": false, "created": call.now, "lastUpdated": call.now]
    }

    func check(_ document: JSONObject, replacing: Placed<OrgPolicy.Rule>?) throws(Refusal) {
        guard !isTaken("name", of: document, replacing: replacing) else {
            throw .invalid("name", "Policy rule name already in use")
        }
        try OrgPolicyPeople.check(document, organization)
    }

    /// The system's rule stays the last one.
    func setting(_ document: JSONObject, replacing: Placed<OrgPolicy.Rule>?) throws(Refusal) -> Organization {
        let rule = DocumentReader.orgPolicyRule(document, everyone: organization.everyone)
        guard !rule.isSystem else {
            return organization(with: policy.rules.map { $0.id == rule.id ? rule : $0 })
        }
        let (systems, others) = (policy.rules.filter(\.isSystem), policy.rules.filter { !$0.isSystem })
        let former = others.firstIndex { $0.id == rule.id }.map { $0 + 1 }
        return organization(with: others.placing(rule, at: document["priority"]?.integer, from: former) + systems)
    }

    func removing(_ value: Placed<OrgPolicy.Rule>) throws(Refusal) -> Organization {
        guard !value.value.isSystem else {
            throw Refusal(.permissionDenied, why: "the rule \"\(value.value.name)\" is the system's")
        }
        return organization(with: policy.rules.filter { $0.id != value.value.id })
    }

    private func organization(with rules: [OrgPolicy.Rule]) -> Organization {
        organization.changing { $0.policies.set(policy.with(rules: rules)) }
    }
}
