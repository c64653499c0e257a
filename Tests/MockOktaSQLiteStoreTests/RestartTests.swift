#if SQLite
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSQLiteStore
import MockOktaTestSupport
import Testing

/// What clients hold and what an org has become are good after a restart on the same file.
@Suite struct RestartTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func start(_ overlay: String = "{}") throws -> TestDouble {
        let store = try SQLiteStateStore(path: folder.path + "/state.db")
        return try TestDouble([TestOrganization.builtIn(), overlay], store: store)
    }

    private static let native = OAuthClient.authorize([
        "client_id": "native-app", "redirect_uri": "com.example.app:/callback", "scope": "openid offline_access",
    ])
    private static let changes = ["client_id": "native-app", "redirect_uri": "com.example.app:/callback"]

    private static let user: JSON = [
        "profile": ["firstName": "New", "lastName": "User", "login": "new@example.com", "email": "new@example.com"]
    ]

    private func refresh(_ token: String, _ double: TestDouble) throws -> Answer {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", "native-app")]
        return try OAuthClient(double).token(form)
    }

    private func isActive(_ token: String, _ double: TestDouble) throws -> Bool {
        try OAuthClient(double).introspect(token, clientID: "native-app")["active"] == true
    }

    @Test func `tokens refresh, introspect and revoke as before, and replays are found out`() throws {
        let (first, second, access, code): (String, String, String, String)
        do {
            let double = try start()
            let client = OAuthClient(double)
            let given = try client.signIn(Browser(double), Self.native).redirect["code"] ?? ""
            let tokens = try client.token(OAuthClient.redeem(given, Self.changes))
            first = tokens.string("refresh_token")
            access = tokens.string("access_token")
            second = try refresh(first, double).string("refresh_token")
            code = try client.signIn(Browser(double), Self.native).redirect["code"] ?? ""
        }
        let third: String
        do {
            let double = try start()
            #expect(try isActive(access, double))
            let answer = try refresh(second, double)
            #expect(answer.status == 200)
            third = answer.string("refresh_token")
            #expect(try OAuthClient(double).token(OAuthClient.redeem(code, Self.changes)).status == 200)
            #expect(try OAuthClient(double).token(OAuthClient.redeem(code, Self.changes)).error == "invalid_grant")
        }
        let double = try start()
        double.advance(31)
        #expect(try refresh(first, double).error == "invalid_grant")
        #expect(try refresh(third, double).error == "invalid_grant")
        #expect(try !isActive(access, double))
    }

    @Test func `a revoked token stays revoked, and no id or token is issued twice`() throws {
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        let service = ("service-app", "service-secret")
        var tokens: Set<String> = []
        for _ in 0..<3 {
            let double = try start()
            let client = OAuthClient(double)
            for token in tokens { #expect(try client.introspect(token, basic: service)["active"] == false) }
            let token = try client.token(form, basic: service).string("access_token")
            #expect(tokens.insert(token).inserted)
            #expect(try client.introspect(token, basic: service)["active"] == true)
            #expect(try client.post("/v1/revoke", [("token", token)], basic: service).status == 200)
        }
    }

    @Test func `what ended with a user's suspension stays ended, and the file is read again`() throws {
        let token: String
        do {
            let double = try start()
            let client = OAuthClient(double)
            let code = try client.signIn(Browser(double), Self.native).redirect["code"] ?? ""
            token = try client.token(OAuthClient.redeem(code, Self.changes)).string("access_token")
            #expect(try isActive(token, double))
            for change in ["suspend", "unsuspend"] {
                let path = "/users/alice@example.com/lifecycle/\(change)"
                #expect(try ManagementClient(double).post(path).status == 200)
            }
        }
        let double = try start()
        #expect(try isActive(token, double) == false)
        #expect(try refresh("none", double).status == 400)
    }

    @Test func `a browser stays signed in, and a device's approval is kept`() throws {
        let fixture = """
            {apps: [{client_id: "tv-app", application_type: "native", token_endpoint_auth_method: "none",
                     grant_types: ["urn:ietf:params:oauth:grant-type:device_code"]}]}
            """
        let cookie: String
        let device: Answer
        do {
            let double = try start(fixture)
            let browser = Browser(double)
            _ = try OAuthClient(double).signIn(browser, OAuthClient.authorize())
            cookie = browser.cookie("idx") ?? ""
            let form = [("client_id", "tv-app"), ("scope", "openid")]
            device = try OAuthClient(double, server: nil).post("/v1/device/authorize", form)
            let decision: JSON = ["decision": "approve", "user": "alice@example.com"]
            let path = "/device/\(device.string("user_code"))"
            #expect(try ControlClient(double).post(path, decision).status == 204)
        }
        let double = try start(fixture)
        let silent = FormParameters(OAuthClient.authorize(["prompt": "none"])).encoded
        let path = "/oauth2/default/v1/authorize"
        let request = HTTPRequest(method: .get, path: path, query: silent, fields: ["Cookie": "idx=\(cookie)"])
        #expect(Answer(try double.send(request)).redirect["code"] != nil)
        let poll = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", "tv-app"),
            ("device_code", device.string("device_code")),
        ]
        #expect(try OAuthClient(double, server: nil).token(poll).status == 200)
    }

    @Test func `clock, faults, keys, isolated orgs and changes of the org are as they were left`() throws {
        let keys: [JSON]
        do {
            let double = try start()
            let control = ControlClient(double)
            #expect(try control.put("/clock", ["now": "2026-03-01T00:00:00Z"]).status == 200)
            let fault: JSON = ["match": ["path": "/oauth2/default/v1/keys"], "effect": ["status": 418], "times": 2]
            #expect(try control.post("/faults", fault).status == 201)
            #expect(try Browser(double).get("/oauth2/default/v1/keys").status == 418)
            #expect(try control.post("/keys/rotate", ["server": "short"]).status == 200)
            keys = try control.get("/keys")["keys"]?.array ?? []
            let user = Self.user
            #expect(try ManagementClient(double).post("/users", user).status == 200)
            #expect(try ManagementClient(double).get("/users/new@example.com").status == 200)
            #expect(try control.put("/orgs/own", ["users": [["profile": ["login": "own@example.com"]]]]).status == 201)
            #expect(try control.put("/orgs/follower").status == 201)
        }
        let double = try start()
        let control = ControlClient(double)
        #expect(try control.get("/clock")["now"] == "2026-03-01T00:00:00.000Z")
        #expect(try Browser(double).get("/oauth2/default/v1/keys").status == 418)
        #expect(try Browser(double).get("/oauth2/default/v1/keys").status == 200)
        #expect(try control.get("/keys")["keys"]?.array == keys)
        #expect(try ManagementClient(double).get("/users/new@example.com").status == 200)
        try double.tenants.load()
        let names = (try control.get("/orgs")["orgs"]?.array ?? []).map { $0["name"]?.string ?? "" }
        #expect(names == ["follower", "own"])
        let own = ControlClient(double, prefix: "/t/own")
        #expect(try own.get("/fixtures")["users"]?.array?.first?["profile"]?["login"] == "own@example.com")
        #expect(try control.post("/reset").status == 204)
        #expect(try ManagementClient(double).get("/users/new@example.com").status == 404)
    }

    @Test func `group rules, attributes and user types that an API made are kept`() throws {
        let rule: JSON = ["name": "New", "conditions": ["expression": ["value": "user.title == 'x'"]]]
        let shoe: JSON = ["definitions": ["custom": ["properties": ["shoe": ["title": "Shoe", "type": "string"]]]]]
        do {
            let client = ManagementClient(try start())
            #expect(try client.post("/groups/rules", rule).status == 200)
            #expect(try client.post("/meta/schemas/user/default", shoe).status == 200)
            #expect(try client.post("/meta/types/user", ["name": "robot"]).status == 200)
        }
        let client = ManagementClient(try start())
        #expect(try client.get("/groups/rules").json.array?.map { $0["name"] } == ["New"])
        #expect(try client.get("/meta/schemas/user/default").text.contains("Shoe"))
        #expect(try client.get("/meta/types/user").text.contains("robot"))
    }

    @Test func `snapshots are kept, and restore what clients held`() throws {
        let token: String
        do {
            let double = try start()
            let client = OAuthClient(double)
            let code = try client.signIn(Browser(double), Self.native).redirect["code"] ?? ""
            token = try client.token(OAuthClient.redeem(code, Self.changes)).string("refresh_token")
            #expect(try ControlClient(double).put("/snapshots/held").status == 201)
            #expect(try ManagementClient(double).post("/users", Self.user).status == 200)
            #expect(try refresh(token, double).status == 200)
        }
        do {
            let double = try start()
            let control = ControlClient(double)
            #expect(try control.get("/snapshots")["snapshots"]?.array == [["name": "held"]])
            #expect(try control.post("/snapshots/held/restore").status == 200)
            #expect(try control.requests().contains { $0["path"] == "/oauth2/default/v1/token" })
            #expect(try ManagementClient(double).get("/users/new@example.com").status == 404)
            #expect(try refresh(token, double).status == 200)
            #expect(try control.delete("/snapshots/held").status == 204)
        }
        #expect(try ControlClient(start()).post("/snapshots/held/restore").status == 404)
    }

    @Test func `messages are kept, and their numbers go on`() throws {
        func forget(_ double: TestDouble) throws -> [Int] {
            let body: JSON = ["username": "alice@example.com", "factorType": "EMAIL"]
            #expect(try AuthnClient(double).post("/recovery/password", body).status == 200)
            let messages = try ControlClient(double).get("/messages")["messages"]?.array ?? []
            return messages.compactMap { $0["id"]?.integer }
        }
        let fixture = #"{users: [{profile: {login: "alice@example.com"}, factors: [{factorType: "email"}]}]}"#
        #expect(try forget(start(fixture)) == [1])
        #expect(try forget(start(fixture)) == [1, 2])
        #expect(try ControlClient(start(fixture)).delete("/messages").status == 204)
        #expect(try forget(start(fixture)) == [3])
    }

    @Test func `an org whose fixtures have changed is that of the fixtures`() throws {
        do {
            let user = Self.user
            #expect(try ManagementClient(start()).post("/users", user).status == 200)
        }
        let double = try start(#"{users: [{profile: {login: "later@example.com"}}]}"#)
        #expect(try ManagementClient(double).get("/users/later@example.com").status == 200)
        #expect(try ManagementClient(double).get("/users/new@example.com").status == 404)
    }
}
#endif
