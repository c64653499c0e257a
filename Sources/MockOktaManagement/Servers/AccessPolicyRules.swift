import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/authorizationServers/{serverID}/policies/{policyID}/rules` (Okta, "Authorization server policy rules").
struct AccessPolicyRules: Resource {
    static let shape = ObjectShape(
        kind: "PolicyRule",
        schema: FixtureSchema.element(of: .rules),
        required: ["name"],
        members: [
            .assigned("id"), .given("status", "ACTIVE"), .given("name"), .given("priority"),
            .assigned("created", .fixtureInstant), .assigned("lastUpdated", .fixtureInstant),
            .assigned("system", false),
            .object(
                "conditions",
                [
                    .object(
                        "people",
                        [
                            .object("users", [.given("include"), .given("exclude", [])]),
                            .optionalObject("groups", [.given("include"), .given("exclude")]),
                        ]
                    ),
                    .object("grantTypes", [.given("include", [])]),
                    .object("scopes", [.given("include", [])]),
                ]
            ),
            .object(
                "actions",
                [
                    .object(
                        "token",
                        [
                            .given("accessTokenLifetimeMinutes", 60), .given("refreshTokenLifetimeMinutes", 0),
                            .given("refreshTokenWindowMinutes", 10080), .given("inlineHook"),
                        ]
                    )
                ]
            ),
            .assigned("_links"), .assigned("type", "RESOURCE_ACCESS"),
        ]
    )

    static var operations: [Operation] {
        let operations = ResourceOperations<AccessPolicyRules>(
            path: AccessPolicies.path + "/{policyID}/rules",
            area: .authorizationServers,
            item: "ruleID"
        )
        return [operations.list, operations.create, operations.read, operations.replace, operations.delete]
            + operations.lifecycle()
    }

    private let organization: Organization
    private let server: AuthorizationServer
    private let policy: Placed<AccessPolicy>

    init(_ call: APICall, in organization: Organization) throws(Refusal) {
        self.organization = organization
        server = try organization.server(of: call)
        let id = call.parameter("policyID")
        guard let policy = server.policies.placed.first(where: { $0.value.id.rawValue == id }) else {
            throw .absent(id, AccessPolicies.shape.kind)
        }
        self.policy = policy
    }

    var values: [Placed<AccessPolicyRule>] { policy.value.rules.placed }

    func id(of value: Placed<AccessPolicyRule>) -> String { value.value.id.rawValue }

    func stored(_ value: Placed<AccessPolicyRule>) -> JSONObject {
        var object = DocumentWriter.rule(value.value, priority: value.place)
        // The group Everyone is kept as the caller named it: by keyword or by id.
        let given = value.value.source["conditions"]?["people"]?["groups"]?["include"]
        guard given?.strings?.contains(organization.everyone.rawValue) == true else { return object }
        object.change("conditions") { conditions in
            conditions.change("people") { $0.change("groups") { $0["include"] = given } }
        }
        return object
    }

    func computed(_ value: Placed<AccessPolicyRule>, _ call: APICall) -> JSONObject {
        let path = "\(server.apiPath)/policies/\(policy.value.id.rawValue)/rules/\(id(of: value))"
        let links: JSONObject = ["self": .link(call.href(path), "GET", "PUT", "DELETE")]
        return ["_links": .object(links.adding(call.lifecycleLink(path, isActive: value.value.isActive)))]
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        ["id": .string(call.newID(.policyRule)), "system": false, "created": call.now, "lastUpdated": call.now]
    }

    static func checkBody(_ given: JSONObject) throws(Refusal) {
        guard given["actions"]?["scopes"] == nil else {
            throw .invalid(
                "actions.scopes",
                "Cannot add scopes to 'action.scopes', add to 'conditions.scopes.include' instead."
            )
        }
    }

    func check(_ document: JSONObject, replacing: Placed<AccessPolicyRule>?) throws(Refusal) {
        guard !isTaken("name", of: document, replacing: replacing) else {
            throw .invalid("name", "Policy rule name already in use")
        }
        try AccessPolicyRuleCheck(document, organization).check()
    }

    func setting(_ document: JSONObject, replacing: Placed<AccessPolicyRule>?) throws(Refusal) -> Organization {
        let everyone = organization.everyone
        let rule = DocumentReader.rule(document, everyone: everyone)
        var changed = policy.value
        changed.rules = changed.rules.placing(rule, at: document["priority"]?.integer, from: replacing?.place)
        return organization(with: changed)
    }

    func removing(_ value: Placed<AccessPolicyRule>) -> Organization {
        var changed = policy.value
        changed.rules.removeAll { $0.id == value.value.id }
        return organization(with: changed)
    }

    private func organization(with changed: AccessPolicy) -> Organization {
        let policies = server.policies.map { $0.id == changed.id ? changed : $0 }
        return organization.changing { $0.set(server.with(policies: policies)) }
    }
}
