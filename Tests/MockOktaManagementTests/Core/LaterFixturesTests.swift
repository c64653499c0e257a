import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What the API has changed stays when fixtures are applied over the org.
@Suite struct LaterFixturesTests {
    private static let fixture = """
        {org: {userSchema: {custom: {badge: {title: "Badge", type: "string"}}}},
         groupRules: [{id: "0prOld", name: "Old", status: "INACTIVE",
            conditions: {expression: {value: "true", type: "urn:okta:expression:1.0"}}}]}
        """

    private let client: ManagementClient
    private let control: ControlClient

    init() throws {
        let double = try TestDouble(builtInAnd: Self.fixture)
        (client, control) = (ManagementClient(double), ControlClient(double))
    }

    private func rules() throws -> [String] {
        try client.get("/groups/rules").json.array?.compactMap { $0["name"]?.string } ?? []
    }

    private func attributes() throws -> [String] {
        let schema = try client.get("/meta/schemas/user/default")
        return schema["definitions"]?["custom"]?["properties"]?.object?.keys ?? []
    }

    private func types() throws -> [String] {
        try client.get("/meta/types/user").json.array?.compactMap { $0["name"]?.string } ?? []
    }

    private func apply(_ login: String) throws {
        let fixture: JSON = ["users": [["profile": ["login": .string(login)]]]]
        #expect(try control.send(.patch, "/fixtures", fixture).status == 200)
    }

    @Test func `group rules, attributes and user types stay, and what was removed is gone`() throws {
        let group = try client.post("/groups", ["profile": ["name": "Sales"]]).string("id")
        let rule: JSON = [
            "name": "New", "conditions": ["expression": ["value": "user.title == 'x'"]],
            "actions": ["assignUserToGroups": ["groupIds": [.string(group)]]],
        ]
        #expect(try client.post("/groups/rules", rule).status == 200)
        #expect(try client.delete("/groups/rules/0prOld").status == 202)
        for (name, value) in [("shoe", ["title": "Shoe", "type": "string"]), ("badge", nil)] as [(String, JSON)] {
            let schema: JSON = ["definitions": ["custom": ["properties": .object(JSONObject([(name, value)]))]]]
            #expect(try client.post("/meta/schemas/user/default", schema).status == 200)
        }
        #expect(try client.post("/meta/types/user", ["name": "robot", "displayName": "Robot"]).status == 200)
        for login in ["one@example.com", "two@example.com"] {
            #expect(try rules() == ["New"] && attributes() == ["shoe"] && types() == ["user", "robot"])
            try apply(login)
        }
        #expect(try rules() == ["New"] && attributes() == ["shoe"] && types() == ["user", "robot"])
        #expect(try control.post("/reset", [:]).status < 300)
        #expect(try rules() == ["Old"] && attributes() == ["badge"] && types() == ["user"])
    }
}
