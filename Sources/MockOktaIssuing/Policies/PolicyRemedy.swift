import MockOktaFormats
import MockOktaModel

/// The piece of fixture with which a server's policies allow a request that they have refused.
struct PolicyRemedy {
    let question: PolicyEvaluation.Question
    let server: AuthorizationServer
    let organization: Organization

    /// The rule that lacks the fewest grant types and scopes, extended by them; a policy for the client where no rule
    /// would then match.
    var remedy: Remedy { extendedRule ?? newPolicy }

    private var extendedRule: Remedy? {
        let policies = server.policies.filter { $0.isActive && $0.includes(question.clientID) }
        let candidates = policies.flatMap { policy in
            policy.rules.compactMap { rule in
                let lack = RuleConditions(rule: rule, question: question, organization: organization).lack
                return lack.map { (policy: policy, rule: rule, lack: $0) }
            }
        }
        guard let nearest = candidates.min(by: { $0.lack.count < $1.lack.count }) else { return nil }
        let (policy, rule, lack) = nearest
        var conditions: JSONObject = [:]
        if !lack.grantTypes.isEmpty {
            conditions["grantTypes"] = Self.including(rule.grantTypes.sortedTexts + lack.grantTypes)
        }
        if !lack.scopes.isEmpty, case .only(let scopes) = rule.scopes {
            conditions["scopes"] = Self.including(scopes + lack.scopes)
        }
        let names = lack.grantTypes + lack.scopes
        return Remedy(
            "With \(names.joined(separator: ", ")) in the rule \(rule.name) of the policy \(policy.name) it passes:",
            fixture: fixture([
                "name": .string(policy.name),
                "rules": [["name": .string(rule.name), "conditions": .object(conditions)]],
            ])
        )
    }

    private var newPolicy: Remedy {
        let rule: JSONObject = [
            "name": "All users and scopes",
            "conditions": [
                "people": ["groups": Self.including(["EVERYONE"])],
                "grantTypes": Self.including(question.grantTypes.map(\.rawValue)),
                "scopes": Self.including(["*"]),
            ],
        ]
        return Remedy(
            "With a policy for \(question.clientID) it passes:",
            fixture: fixture([
                "name": .string("For \(question.clientID)"),
                "conditions": ["clients": Self.including([question.clientID])],
                "rules": [.object(rule)],
            ])
        )
    }

    private func fixture(_ policy: JSONObject) -> JSON {
        ["authorizationServers": [["name": .string(server.name), "policies": [.object(policy)]]]]
    }

    private static func including(_ texts: [String]) -> JSON { ["include": .array(texts.map(JSON.string))] }
}

extension AccessPolicy {
    fileprivate func includes(_ clientID: String) -> Bool {
        switch clients {
        case .all: true
        case .only(let clients): clients.contains(clientID)
        }
    }
}

extension RuleConditions {
    /// The grant types and scopes that a rule would have to allow for a request.
    struct Lack {
        var grantTypes: [String]
        var scopes: [String]

        var count: Int { grantTypes.count + scopes.count }
    }
}
