import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/groups/rules` (Okta, "Group Rules API"); active rules are evaluated whenever a user changes (`GroupRules`).
enum GroupRuleOperations {
    private static let path = "/api/v1/groups/rules"
    private static let itemPath = path + "/{ruleID}"

    static let operations: [Operation] = [
        Operation(.get, path, .groups) { (call) throws(Refusal) in
            let page = try Page(call, Page.Limits(fallback: 50, maximum: 200))
            let picked = try page.pick(GroupRules.all(in: call.organization)) { $0["id"]?.string ?? "" }
            return page.answer(picked.rows, next: picked.hasMore ? picked.rows.last?["id"]?.string : nil)
        },
        Operation(.post, path, .groups) { (call) throws(Refusal) in
            let given = try call.body()
            let rule = document(
                given,
                ["id": .string(call.newID(.policyRule)), "status": "INACTIVE", "created": call.now],
                call
            )
            try change(call) { (rules, organization) throws(Refusal) in
                try check(given, organization)
                rules.append(rule)
            }
            return .object(rule)
        },
        Operation(.get, itemPath, .groups) { (call) throws(Refusal) in
            let rules = GroupRules.all(in: call.organization)
            return .object(rules[try place(call, in: rules)])
        },
        Operation(.put, itemPath, .groups) { (call) throws(Refusal) in
            let given = try call.body()
            let rules = try change(call) { (rules, organization) throws(Refusal) in
                try check(given, organization)
                let place = try place(call, in: rules)
                guard rules[place]["status"] != "ACTIVE" else { throw isActive }
                rules[place] = document(given, rules[place], call)
            }
            return .object(rules[try place(call, in: rules)])
        },
        Operation(.delete, itemPath, .groups) { (call) throws(Refusal) in
            let removesUsers = call.flag("removeUsers", default: false)
            let present = call
            try call.update { (organization) throws(Refusal) in
                var rules = GroupRules.all(in: organization)
                let place = try place(present, in: rules)
                let rule = rules.remove(at: place)
                let kept = rules
                let after = organization.changing { $0.others[.groupRules] = kept.isEmpty ? nil : kept }
                return (GroupRules.forgetting(rule, in: after, removesUsers: removesUsers), ())
            }
            return APIAnswer(HTTPStatus(rawValue: 202), nil)
        },
        lifecycle("activate", "ACTIVE"), lifecycle("deactivate", "INACTIVE"),
    ]

    private static func lifecycle(_ name: String, _ status: JSON) -> Operation {
        Operation(.post, "\(itemPath)/lifecycle/\(name)", .groups) { (call) throws(Refusal) in
            try change(call) { (rules, _) throws(Refusal) in
                let place = try place(call, in: rules)
                rules[place]["status"] = status
                rules[place]["lastUpdated"] = call.now
            }
            return .nothing
        }
    }

    private static func document(_ given: JSONObject, _ former: JSONObject, _ call: APICall) -> JSONObject {
        let conditions = given["conditions"]
        let people = conditions?["people"]
        return [
            "type": "group_rule", "id": former["id"] ?? "", "status": former["status"] ?? "INACTIVE",
            "name": given["name"] ?? "", "created": former["created"] ?? call.now, "lastUpdated": call.now,
            "conditions": [
                "people": [
                    "users": ["exclude": people?["users"]?["exclude"] ?? []],
                    "groups": ["exclude": people?["groups"]?["exclude"] ?? []],
                ],
                "expression": [
                    "value": conditions?["expression"]?["value"] ?? "",
                    "type": conditions?["expression"]?["type"] ?? "urn:okta:expression:1.0",
                ],
            ],
            "actions": [
                "assignUserToGroups": ["groupIds": given["actions"]?["assignUserToGroups"]?["groupIds"] ?? []]
            ],
            "allGroupsValid": true,
        ]
    }

    /// Okta changes inactive rules only (Okta, "Group Rules API").
    private static var isActive: Refusal {
        .invalid("rule", "The rule must be deactivated before it is changed.")
    }

    private static func check(_ given: JSONObject, _ organization: Organization) throws(Refusal) {
        try BodyCheck.check(.object(given), .object(FixtureSchema.element(of: .groupRules)), at: "")
        guard let name = given["name"]?.string, !name.isEmpty else {
            throw .invalid("name", "The field cannot be left blank")
        }
        guard name.count <= 50 else { throw .invalid("name", "The name has more than 50 characters") }
        let text = given["conditions"]?["expression"]?["value"]?.string ?? ""
        if let fault = GroupRules.fault(of: text) { throw .invalid("conditions.expression.value", fault) }
        for group in GroupRules.groups(of: given) where organization.group(group)?.isEveryone != false {
            throw .absent(group.rawValue, "UserGroup")
        }
    }

    private static func place(_ call: APICall, in rules: [JSONObject]) throws(Refusal) -> Int {
        let id = call.parameter("ruleID")
        guard let place = rules.firstIndex(where: { $0["id"]?.string == id }) else { throw .absent(id, "GroupRule") }
        return place
    }

    @discardableResult
    private static func change(
        _ call: APICall,
        _ change: (inout [JSONObject], Organization) throws(Refusal) -> Void
    ) throws(Refusal) -> [JSONObject] {
        try call.update { (organization) throws(Refusal) in
            var rules = GroupRules.all(in: organization)
            try change(&rules, organization)
            let changed = rules
            return (organization.changing { $0.others[.groupRules] = changed }, changed)
        }
    }
}
