import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/groups/rules`, kept with the fixture's `org` under `groupRules` (Okta, "Group Rules API").
///
/// Differs: rules are stored, activated and shown; they do not add users to groups.
enum GroupRules {
    private static let path = "/api/v1/groups/rules"
    private static let itemPath = path + "/{ruleID}"

    static let operations: [Operation] = [
        Operation(.get, path, .groups) { (call) throws(Refusal) in
            let page = try Page(call, Page.Limits(fallback: 50, maximum: 200))
            let picked = try page.pick(all(in: call.organization)) { $0["id"]?.string ?? "" }
            return page.answer(picked.rows, next: picked.hasMore ? picked.rows.last?["id"]?.string : nil)
        },
        Operation(.post, path, .groups) { (call) throws(Refusal) in
            let given = try call.body()
            guard let name = given["name"], name != "" else { throw .invalid("name", "The field cannot be left blank") }
            let rule = document(
                given,
                ["id": .string(call.newID(.policyRule)), "status": "INACTIVE", "created": call.now],
                call
            )
            try change(call) { (rules) throws(Refusal) in rules.append(rule) }
            return .object(rule)
        },
        Operation(.get, itemPath, .groups) { (call) throws(Refusal) in
            let rules = all(in: call.organization)
            return .object(rules[try place(call, in: rules)])
        },
        Operation(.put, itemPath, .groups) { (call) throws(Refusal) in
            let given = try call.body()
            let rules = try change(call) { (rules) throws(Refusal) in
                let place = try place(call, in: rules)
                rules[place] = document(given, rules[place], call)
            }
            return .object(rules[try place(call, in: rules)])
        },
        Operation(.delete, itemPath, .groups) { (call) throws(Refusal) in
            try change(call) { (rules) throws(Refusal) in rules.remove(at: try place(call, in: rules)) }
            return APIAnswer(HTTPStatus(rawValue: 202), nil)
        },
        lifecycle("activate", "ACTIVE"), lifecycle("deactivate", "INACTIVE"),
    ]

    private static func lifecycle(_ name: String, _ status: JSON) -> Operation {
        Operation(.post, "\(itemPath)/lifecycle/\(name)", .groups) { (call) throws(Refusal) in
            try change(call) { (rules) throws(Refusal) in
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

    private static func all(in organization: Organization) -> [JSONObject] {
        organization.contents.source["groupRules"]?.array?.compactMap(\.object) ?? []
    }

    private static func place(_ call: APICall, in rules: [JSONObject]) throws(Refusal) -> Int {
        let id = call.parameter("ruleID")
        guard let place = rules.firstIndex(where: { $0["id"]?.string == id }) else { throw .absent(id, "GroupRule") }
        return place
    }

    @discardableResult
    private static func change(
        _ call: APICall,
        _ change: (inout [JSONObject]) throws(Refusal) -> Void
    ) throws(Refusal) -> [JSONObject] {
        try call.update { (organization) throws(Refusal) in
            var rules = all(in: organization)
            try change(&rules)
            let changed = rules
            let after = organization.changing { contents in
                contents.source["groupRules"] = .array(changed.map { .object($0) })
            }
            return (after, changed)
        }
    }
}
