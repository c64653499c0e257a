import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The attributes of users, app users and groups.
@Suite struct SchemasTests {
    private let client: ManagementClient

    init() throws {
        client = ManagementClient(try TestDouble(builtInAnd: "{}"))
    }

    private static func custom(_ name: String, _ attribute: JSON) -> JSON {
        ["definitions": ["custom": ["properties": .object(JSONObject([(name, attribute)]))]]]
    }

    private static let shoe = custom("shoe", ["title": "Shoe", "type": "integer"])

    private func create(_ login: String, _ profile: JSONObject = [:], type: JSON? = nil) throws -> Answer {
        var whole: JSONObject = [
            "login": .string(login), "email": .string(login), "firstName": "A", "lastName": "B",
        ]
        for member in profile.members { whole[member.key] = member.value }
        var body: JSONObject = ["profile": .object(whole)]
        body["type"] = type.map { ["id": $0] }
        return try client.post("/users", .object(body))
    }

    private func makeType() throws -> Answer {
        try client.post("/meta/types/user", ["name": "pilot", "displayName": "Pilot", "description": "Flies"])
    }

    /// `check` knows the attributes by this list.
    @Test func `the base attributes are those that fixtures are checked by`() throws {
        let base = try client.get("/meta/schemas/user/default")["definitions"]?["base"]?["properties"]
        #expect(base?.object?.keys == User.baseAttributes)
        #expect(User.baseAttributes.count == 31)
    }

    @Test(.rule("management.schema.types")) func `each user type has a schema of its own`() throws {
        let type = try makeType()
        let schema = "/meta/schemas/user/osc" + type.string("id").dropFirst(3)
        #expect(try client.post(schema, Self.shoe).status == 200)
        let shown = try client.get(schema)
        #expect(shown["definitions"]?["custom"]?["properties"]?["shoe"]?["type"] == "integer")
        #expect(shown["name"] == "pilot" && shown["title"] == "Pilot" && shown["description"] == "Flies")
        #expect(shown["_links"]?["type"]?["href"]?.string?.hasSuffix("/user/" + type.string("id")) == true)
        #expect(try client.get("/meta/schemas/user/default")["definitions"]?["custom"]?["properties"] == [:])
        #expect(try client.get("/meta/types/user/" + type.string("id")).json.object?.keys.contains("schema") == false)
        #expect(try create("a@example.com", ["shoe": 44], type: type["id"])["profile"]?["shoe"] == 44)
        let other = try create("b@example.com", ["shoe": 44])
        #expect(other["errorCauses"]?.array?.first?["errorSummary"] == "Property name 'shoe' is not defined in profile")
    }

    @Test(.rule("management.schema.types")) func `an attribute goes with its type's users only`() throws {
        let type = try makeType()
        let schema = "/meta/schemas/user/osc" + type.string("id").dropFirst(3)
        for path in [schema, "/meta/schemas/user/default"] { _ = try client.post(path, Self.shoe) }
        let pilot = try create("a@example.com", ["shoe": 44], type: type["id"]).string("id")
        let user = try create("b@example.com", ["shoe": 45]).string("id")
        #expect(try client.post(schema, Self.custom("shoe", .null)).status == 200)
        #expect(try client.get("/users/\(pilot)")["profile"]?["shoe"] == nil)
        #expect(try client.get("/users/\(user)")["profile"]?["shoe"] == 45)
    }

    @Test(.rule("management.types")) func `a type that users have is not deleted, and an unknown one is refused`()
        throws
    {
        let type = try makeType()
        let user = try create("a@example.com", type: type["id"]).string("id")
        #expect(try client.delete("/meta/types/user/" + type.string("id")).status == 403)
        for _ in 0..<2 { #expect(try client.delete("/users/\(user)").status == 204) }
        #expect(try client.delete("/meta/types/user/" + type.string("id")).status == 204)
        #expect(try client.get("/meta/schemas/user/osc" + type.string("id").dropFirst(3)).status == 404)
        #expect(try create("b@example.com", type: type["id"]).status == 404)
        #expect(try client.delete("/meta/types/user/default").status == 403)
    }

    @Test(.rule("management.types")) func `only a full replacement changes a user's type`() throws {
        let type = try makeType()
        let user = try create("a@example.com")
        var body: JSONObject = ["profile": user["profile"] ?? [:], "type": ["id": type["id"] ?? .null]]
        #expect(try client.post("/users/a@example.com", .object(body)).status == 400)
        #expect(try client.put("/users/a@example.com", .object(body))["type"]?["id"] == type["id"])
        body["profile"] = ["firstName": "Al"]
        #expect(try client.post("/users/a@example.com", .object(body))["profile"]?["firstName"] == "Al")
    }

    @Test(.rule("management.schema.base")) func `a changed attribute of Okta's keeps the order of its members`() throws
    {
        let change: JSON = ["required": true, "permissions": [["action": "READ_ONLY", "principal": "SELF"]]]
        let body: JSON = ["definitions": ["base": ["properties": ["lastName": change]]]]
        let base = try client.post("/meta/schemas/user/default", body)["definitions"]?["base"]
        let members = [
            "title", "type", "required", "mutability", "scope", "minLength", "maxLength", "permissions", "master",
        ]
        let lastName = base?["properties"]?["lastName"]
        #expect(lastName?.object?.keys == members)
        #expect(lastName?["permissions"]?.array?.first?.object?.keys == ["principal", "action"])
        #expect(base?["required"] == ["login", "firstName", "lastName", "email"])
        let optional: JSON = ["definitions": ["base": ["properties": ["lastName": ["required": false]]]]]
        let again = try client.post("/meta/schemas/user/default", optional)["definitions"]?["base"]
        #expect(again?["properties"]?["lastName"]?["required"] == nil)
        #expect(again?["required"] == ["login", "firstName", "email"])
    }

    @Test(
        .rule("management.schema.values"),
        arguments: [
            (["type": "integer"], 1, "x"), (["type": "number"], .double(1.5), "1.5"),
            (["type": "boolean"], true, "true"),
            (["type": "string"], "x", 1), (["type": "string", "maxLength": 3], "xyz", "wxyz"),
            (["type": "string", "minLength": 2], "xy", "x"), (["type": "string", "enum": ["S", "M"]], "S", "L"),
            (["type": "integer", "enum": [1, 2]], 2, 3),
            (["type": "array", "items": ["type": "string"]], ["a"], [1]),
            (["type": "array", "items": ["type": "string", "enum": ["a"]]], ["a"], ["b"]),
            (["type": "array", "items": ["type": "integer"]], [1], 1),
        ] as [(JSON, JSON, JSON)]
    )
    func `values must fit the attribute`(attribute: JSON, good: JSON, bad: JSON) throws {
        _ = try client.post("/meta/schemas/user/default", Self.custom("size", attribute))
        #expect(try create("a@example.com", ["size": good])["profile"]?["size"] == good)
        let refused = try create("b@example.com", ["size": bad])
        #expect(refused.status == 400, "\(refused)")
        #expect(refused.string("errorSummary") == "Api validation failed: size")
        #expect(try client.post("/users/a@example.com", ["profile": ["size": bad]]).status == 400)
    }

    @Test(.rule("management.schema.values")) func `a required attribute of the org's own must have a value`() throws {
        let attribute: JSON = ["type": "string", "required": true]
        _ = try client.post("/meta/schemas/user/default", Self.custom("badge", attribute))
        #expect(try create("a@example.com").string("errorSummary") == "Api validation failed: badge")
        #expect(try create("a@example.com", ["badge": "7"]).status == 200)
    }

    @Test(.rule("management.schema.fixture")) func `a fixture's user keeps attributes that no schema has`() throws {
        let fixture = """
            {users: [{profile: {login: "eve@example.com", email: "eve@example.com", firstName: "E", team: "blue"}}]}
            """
        let client = ManagementClient(try TestDouble(builtInAnd: fixture))
        let changed = try client.post("/users/eve@example.com", ["profile": ["title": "Dr"]])
        #expect(changed["profile"]?["team"] == "blue", "\(changed)")
        #expect(changed["profile"]?["title"] == "Dr")
        #expect(try client.post("/users/eve@example.com", ["profile": ["crew": "x"]]).status == 400)
    }

    @Test(.rule("management.schema.app-user")) func `an app user's profile is checked by the app's schema`() throws {
        let app = try #require(try client.get("/apps?q=web").json.array?.first?["id"]?.string)
        let user = try create("a@example.com").string("id")
        let path = "/apps/\(app)/users"
        let unknown = try client.post(path, ["id": .string(user), "profile": ["shoe": 44, "hat": 7]])
        #expect(unknown.string("errorSummary") == "Api validation failed: assignment")
        let causes = unknown["errorCauses"]?.array?.compactMap { $0["errorSummary"]?.string }
        #expect(causes == ["Property 'shoe' not found", "Property 'hat' not found"])
        #expect(try client.get("\(path)/\(user)")["scope"] == "GROUP")
        #expect(try client.post("/meta/schemas/apps/\(app)/default", Self.shoe).status == 200)
        let set = try client.post(path, ["id": .string(user), "profile": ["shoe": 44, "nickname": "Al"]])
        #expect(set["profile"]?["shoe"] == 44 && set["profile"]?["nickname"] == "Al", "\(set)")
        #expect(try client.post("\(path)/\(user)", ["profile": ["shoe": "x"]]).status == 400)
    }

    @Test(.rule("management.app.unassign")) func `whom a group gives the app is not unassigned`() throws {
        let app = try #require(try client.get("/apps?q=web").json.array?.first?["id"]?.string)
        let user = try create("a@example.com").string("id")
        let group = try client.post("/groups", ["profile": ["name": "Crew"]]).string("id")
        _ = try client.put("/groups/\(group)/users/\(user)")
        _ = try client.put("/apps/\(app)/groups/\(group)")
        _ = try client.post("/apps/\(app)/users", ["id": .string(user)])
        let refused = try client.delete("/apps/\(app)/users/\(user)")
        #expect(refused.status == 403)
        #expect(refused.string("errorSummary") == "Deactivate application for user forbidden.")
        _ = try client.delete("/apps/\(app)/groups/\(group)")
        #expect(try client.delete("/apps/\(app)/users/\(user)").status == 204)
    }
}
