import MockOktaFormats
import MockOktaTestSupport
import Testing

/// `/api/v1/groups`, user types and sessions.
@Suite struct GroupsTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
    }

    private func create(_ name: String = "Pilots") throws -> String {
        let answer = try client.post("/groups", ["profile": ["name": .string(name), "description": "who fly"]])
        #expect(answer.status == 200, "\(answer)")
        return answer.string("id")
    }

    @Test(.rule("management.group.object")) func `a group has Okta's members in Okta's order`() throws {
        let group = try client.get("/groups/\(create())")
        let members = [
            "id", "created", "lastUpdated", "lastMembershipUpdated", "objectClass", "type", "profile", "_links",
        ]
        #expect(group.json.object?.keys == members)
        #expect(group["type"] == "OKTA_GROUP" && group["objectClass"] == ["okta:user_group"])
        #expect(group["_links"]?.object?.keys == ["logo", "owners", "users", "apps"])
        let absent = try client.get("/groups/00g00000000000000000")
        #expect(absent.string("errorSummary").hasSuffix("(UserGroup)"))
    }

    @Test(.rule("management.group.everyone")) func `Everyone is built in, found by q, and holds every user`() throws {
        let everyone = try #require(try client.get("/groups?q=Every").json.array?.first)
        #expect(everyone["type"] == "BUILT_IN")
        #expect(everyone["profile"] == ["name": "Everyone", "description": "All users in your organization"])
        let path = "/groups/\(everyone["id"]?.string ?? "")"
        #expect(try client.get(path + "/users").json.array?.count == 3)
        #expect(try client.delete(path).status == 403)
    }

    @Test(.rule("management.group.members")) func `a member has the group in tokens, until the group is gone`() throws {
        let id = try create()
        let alice = try client.get("/users/alice@example.com").string("id")
        #expect(try client.put("/groups/\(id)/users/\(alice)").status == 204)
        #expect(try client.get("/groups/\(id)/users").json.array?.map { $0["id"]?.string } == [alice])
        let names = try client.get("/users/\(alice)/groups").json.array?.map { $0["profile"]?["name"]?.string ?? "" }
        #expect(names?.contains("Pilots") == true && names?.contains("Everyone") == true)
        func groups() throws -> [String] {
            let form = [
                ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
                ("scope", "openid groups"),
            ]
            let token = try OAuthClient(double).token(form, basic: OAuthClient.web).string("access_token")
            return claims(of: token)["groups"]?.strings ?? []
        }
        #expect(try groups().contains("Pilots"))
        #expect(try client.delete("/groups/\(id)").status == 204)
        #expect(try groups().contains("Pilots") == false)
    }

    @Test(.rule("management.group.unique")) func `a name is taken once`() throws {
        _ = try create()
        #expect(try client.post("/groups", ["profile": ["name": "Pilots"]]).status == 400)
    }

    @Test(
        .rule("management.group.filter"),
        arguments: [
            (#"type eq "BUILT_IN""#, 1), (#"type eq "OKTA_GROUP""#, 1), (#"type eq "APP_GROUP""#, 0),
            (#"profile.name sw "adm""#, 1),
        ]
    )
    func `groups are filtered`(filter: String, count: Int) throws {
        let query = FormParameters([("search", filter)]).encoded
        #expect(try client.get("/groups?" + query).json.array?.count == count)
    }

    @Test(.rule("management.group.rules")) func `group rules begin inactive`() throws {
        let body: JSON = [
            "name": "flyers", "type": "group_rule",
            "conditions": ["expression": ["value": "user.title == 'pilot'", "type": "urn:okta:expression:1.0"]],
            "actions": ["assignUserToGroups": ["groupIds": [.string(try create())]]],
        ]
        let made = try client.post("/groups/rules", body)
        #expect(made.status == 200 && made["status"] == "INACTIVE" && made["allGroupsValid"] == true)
        let path = "/groups/rules/\(made.string("id"))"
        #expect(try client.post(path + "/lifecycle/activate").status == 204)
        #expect(try client.get(path)["status"] == "ACTIVE")
        #expect(try client.delete(path).status == 202)
        #expect(try client.get(path).status == 404)
    }

    private func rule(_ expression: String, _ group: String, excluding: [String] = []) throws -> String {
        let body: JSON = [
            "name": "by rule", "type": "group_rule",
            "conditions": [
                "people": ["users": ["exclude": .array(excluding.map { .string($0) })]],
                "expression": ["value": .string(expression), "type": "urn:okta:expression:1.0"],
            ],
            "actions": ["assignUserToGroups": ["groupIds": [.string(group)]]],
        ]
        return "/groups/rules/" + (try client.post("/groups/rules", body).string("id"))
    }

    private func groups(of login: String) throws -> [String] {
        try client.get("/users/\(login)/groups").json.array?.compactMap { $0["profile"]?["name"]?.string } ?? []
    }

    @Test(.rule("management.group.rule-evaluation")) func `an active rule decides at each change who is a member`()
        throws
    {
        let name = "Pilots"
        let group = try client.post("/groups", ["profile": ["name": .string(name)]]).string("id")
        let rule = try rule("user.title == 'pilot'", group)
        let alice = "alice@example.com"
        func title(_ text: String) throws {
            _ = try client.post("/users/\(alice)", ["profile": ["title": .string(text)]])
        }
        try title("pilot")
        #expect(try !groups(of: alice).contains(name))
        #expect(try client.post(rule + "/lifecycle/activate").status == 204)
        #expect(try groups(of: alice).contains(name))
        #expect(try client.put(rule, ["name": "x"]).status == 400)
        try title("clerk")
        #expect(try !groups(of: alice).contains(name))
        try title("pilot")
        #expect(try groups(of: alice).contains(name))
        // An inactive rule leaves its members where they are.
        _ = try client.post(rule + "/lifecycle/deactivate")
        try title("clerk")
        #expect(try groups(of: alice).contains(name))
        let user = try client.get("/users/\(alice)")
        #expect(user["groupsByRule"] == nil)
    }

    @Test(.rule("management.group.rule-evaluation"))
    func `what was assigned by hand stays, and who is excluded stays out`()
        throws
    {
        let group = try client.post("/groups", ["profile": ["name": "Staff"]]).string("id")
        let bob = try client.get("/users/bob@example.com").string("id")
        let alice = try client.get("/users/alice@example.com").string("id")
        _ = try client.put("/groups/\(group)/users/\(bob)")
        let rule = try rule("String.stringContains(user.email, 'example')", group, excluding: [alice])
        _ = try client.post(rule + "/lifecycle/activate")
        #expect(try client.get("/groups/\(group)/users").json.array?.count == 2)
        #expect(try !groups(of: alice).contains("Staff"))
        #expect(try client.delete(rule + "?removeUsers=true").status == 202)
        #expect(try groups(of: "bob@example.com").contains("Staff"))
        #expect(try client.get("/groups/\(group)/users").json.array?.count == 1)
    }

    @Test(.rule("management.group.rule-check"))
    func `a rule needs an expression that can be read, and groups that exist`()
        throws
    {
        let group = try client.post("/groups", ["profile": ["name": "Staff"]]).string("id")
        #expect(try rule("user.title ==", group) == "/groups/rules/")
        #expect(try rule("true", "00g00000000000000000") == "/groups/rules/")
    }

    @Test(.rule("management.schema")) func `the user schema lists Okta's attributes and the org's`() throws {
        let attribute: JSON = ["title": "Badge", "type": "string", "required": false, "scope": "SELF"]
        let body: JSON = [
            "definitions": ["custom": ["id": "#custom", "type": "object", "properties": ["badge": attribute]]]
        ]
        let schema = try client.post("/meta/schemas/user/default", body)
        let custom = schema["definitions"]?["custom"]
        #expect(
            custom?["properties"]?["badge"]?.object?.keys == [
                "title", "type", "mutability", "scope", "permissions", "master",
            ]
        )
        #expect(schema["definitions"]?["base"]?["properties"]?.object?.keys.count == 31)
        #expect(schema["definitions"]?["base"]?["required"] == ["login", "firstName", "email"])
        let removed = try client.post(
            "/meta/schemas/user/default",
            ["definitions": ["custom": ["properties": ["badge": .null]]]]
        )
        #expect(removed["definitions"]?["custom"]?["properties"] == [:])
    }

    @Test(.rule("management.schema.other"), arguments: ["apps/{app}/default", "group/default"])
    func `apps and groups have schemas of their own`(path: String) throws {
        let app = try client.get("/apps?q=web").json.array?.first?["id"]?.string ?? ""
        let path = "/meta/schemas/" + path.replacing("{app}", with: app)
        let body: JSON = ["definitions": ["custom": ["properties": ["tier": ["title": "Tier", "type": "string"]]]]]
        #expect(try client.get(path)["definitions"]?["custom"]?["properties"] == [:])
        let changed = try client.post(path, body)
        #expect(changed["definitions"]?["custom"]?["properties"]?.object?.keys == ["tier"])
        #expect(try client.get(path).json == changed.json)
        #expect(try client.get("/apps/\(app)")["userSchema"] == nil)
    }

    @Test(.rule("management.types")) func `user types are made beside the standard one`() throws {
        let made = try client.post("/meta/types/user", ["name": "partner", "displayName": "Partner"])
        #expect(made.status == 200 && made["default"] == false)
        let all = try client.get("/meta/types/user").json.array?.map { $0["name"] }
        #expect(all == ["user", "partner"])
        let path = "/meta/types/user/\(made.string("id"))"
        #expect(try client.delete(path).status == 204)
        #expect(try client.get(path).string("errorSummary").hasSuffix("(CVDType)"))
    }

    @Test(.rule("management.sessions")) func `a session token becomes a session once`() throws {
        let body: JSON = ["username": "alice@example.com", "password": "Alice-pw-1"]
        let token = try client.post("/authn", body)["sessionToken"] ?? .null
        let anybody = ManagementClient(double, authorization: nil)
        let session = try anybody.post("/sessions", ["sessionToken": token])
        #expect(session.status == 200 && session["login"] == "alice@example.com")
        #expect(session["expiresAt"] == "2026-01-01T02:00:00.000Z")
        let again = try anybody.post("/sessions", ["sessionToken": token])
        #expect(again.status == 401 && again.string("errorCode") == "E0000004")
        let path = "/sessions/\(session.string("id"))"
        _ = try ControlClient(double).post("/clock/advance", ["by": "PT1H"])
        #expect(try client.post(path + "/lifecycle/refresh")["expiresAt"] == "2026-01-01T03:00:00.000Z")
        #expect(try client.get(path)["expiresAt"] == "2026-01-01T03:00:00.000Z")
        #expect(try client.delete(path).status == 204)
        #expect(try client.get(path).string("errorSummary").hasSuffix("(AppSession)"))
        #expect(try anybody.post("/sessions").status == 400)
    }

    @Test func `null is no id of a group`() throws {
        let body: JSON = [
            "type": "group_rule", "name": "r", "conditions": ["expression": ["value": "true"]],
            "actions": ["assignUserToGroups": ["groupIds": [.null]]],
        ]
        let answer = try client.post("/groups/rules", body)
        #expect(answer.status == 400 && answer.string("errorCode") == "E0000003")
    }
}
