import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `GET /api/v1/policies`: the sign-on policies that every Identity Engine org has (Okta, "Policies").
///
/// Differs: the policies are shown and can be assigned to apps; they have no effect on sign-in.
enum SignOnPolicies {
    static let path = "/api/v1/policies"

    struct Policy: Sendable {
        let type: String
        let name: String
        let description: String?
        let isSystem: Bool

        var id: String { DerivedText.id(.signOnPolicy, "\(type)/\(name)") }

        static let anyTwoFactors = Policy(
            type: "ACCESS_POLICY",
            name: "Any two factors",
            description: "Require two factors to access.",
            isSystem: true
        )

        static let profileEnrollment = Policy(
            type: "PROFILE_ENROLLMENT",
            name: "Default Policy",
            description: "The default policy applies in all situations if no other policy applies.",
            isSystem: true
        )
    }

    /// Terraform uses the first one with `system` as the default of its apps.
    private static let policies: [Policy] =
        ["Okta Admin Console", "Okta Dashboard", "Okta Browser Plugin"].map {
            Policy(type: "ACCESS_POLICY", name: $0, description: nil, isSystem: false)
        } + [.anyTwoFactors, .profileEnrollment]

    static let operations: [Operation] = [
        Operation(.get, path, .policies) { (call) throws(Refusal) in
            guard let type = call.query["type"], !type.isEmpty else {
                throw .invalid("type", "The field cannot be left blank")
            }
            let page = try Page(call, .large)
            let picked = try page.pick(policies.filter { $0.type == type }, id: \.id)
            return page.answer(picked.rows.map { object($0, call) }, next: picked.hasMore ? picked.rows.last?.id : nil)
        },
        Operation(.get, path + "/{policyID}", .policies) { (call) throws(Refusal) in
            .object(object(try policy(call.parameter("policyID")), call))
        },
    ]

    static func path(of policy: Policy) -> String { "\(path)/\(policy.id)" }

    /// Finds a policy by id.
    static func policy(_ id: String) throws(Refusal) -> Policy {
        guard let policy = policies.first(where: { $0.id == id }) else { throw .absent(id, "Policy") }
        return policy
    }

    private static func object(_ policy: Policy, _ call: APICall) -> JSONObject {
        var object: JSONObject = ["id": .string(policy.id), "status": "ACTIVE", "name": .string(policy.name)]
        object["description"] = policy.description.map { .string($0) }
        object["priority"] = 1
        object["system"] = .bool(policy.isSystem)
        object["conditions"] = .null
        object["created"] = .fixtureInstant
        object["lastUpdated"] = .fixtureInstant
        object["_links"] = .object(links(policy, call).inHashMapOrder)
        if policy.type == "ACCESS_POLICY" { object["_embedded"] = ["resourceType": "APP"] }
        object["type"] = .string(policy.type)
        return object
    }

    private static func links(_ policy: Policy, _ call: APICall) -> JSONObject {
        let path = path(of: policy)
        var links: JSONObject = ["rules": .link(call.href(path + "/rules"), "GET", "POST")]
        guard !policy.isSystem else {
            links["self"] = .link(call.href(path), "GET", "PUT")
            return links
        }
        links["mappings"] = .link(call.href(path + "/mappings"), "GET", "POST")
        links["self"] = .link(call.href(path), "GET", "PUT", "DELETE")
        links["deactivate"] = .link(call.href(path + "/lifecycle/deactivate"), "POST")
        return links
    }
}
