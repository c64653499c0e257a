import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The records of the objects that an API has changed.
@Suite struct ChangedObjectsTests {
    private let stores = OutsideStores()

    private func start() throws -> TestDouble {
        try TestDouble([TestOrganization.builtIn()], store: stores)
    }

    private func export(_ double: TestDouble) -> JSONObject {
        FixtureWriter(double.tenant.organization, withSecrets: true).fixture
    }

    private static func profile(_ login: String) -> JSON {
        ["login": .string(login), "email": .string(login), "firstName": "N", "lastName": "U"]
    }

    @Test func `each user who is created is one record, however many there are`() throws {
        let double = try start()
        let client = ManagementClient(double)
        for number in 0..<40 {
            let written = stores.commits.count
            #expect(try client.post("/users", ["profile": Self.profile("u\(number)@example.com")]).status == 200)
            let commits = stores.commits[written...]
            #expect(commits.flatMap { $0.writes.map(\.store) } == ["changes"], "\(number)")
            #expect(commits.allSatisfy { $0.contents.isEmpty }, "\(number)")
        }
        #expect(stores.contents["main"]?["changes"]?.count == 40)
        // Nor does a restart make the next change write all of them.
        let restarted = try start()
        let written = stores.commits.count
        #expect(try ManagementClient(restarted).delete("/users/u3@example.com").status == 204)
        #expect(try ManagementClient(restarted).delete("/users/u3@example.com").status == 204)
        #expect(stores.commits[written...].allSatisfy { $0.contents.isEmpty })
        #expect(stores.contents["main"]?["changes"]?.count == 39)
        #expect(export(try start()) == export(restarted))
    }

    @Test func `a user of the fixtures who is deleted stays so, and one who comes and goes leaves no record`() throws {
        let double = try start()
        let client = ManagementClient(double)
        for login in ["alice@example.com", "new@example.com"] {
            if login == "new@example.com" {
                #expect(try client.post("/users", ["profile": Self.profile(login)]).status == 200)
            }
            for _ in 0..<2 { #expect(try client.delete("/users/\(login)").status == 204) }
        }
        let left = (stores.contents["main"]?["changes"] ?? [:]).values.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(left.count == 1 && left[0].contains(#""$delete":true"#))
        #expect(try start().user("alice@example.com") == nil)
    }

    @Test func `an org is read again after a group was removed that a rule names`() throws {
        let double = try start()
        let client = ManagementClient(double)
        let group = try client.post("/groups", ["profile": ["name": "G"]]).string("id")
        let rule: JSON = [
            "name": "R", "type": "group_rule",
            "conditions": ["expression": ["value": "user.nickName == 'x'", "type": "urn:okta:expression:1.0"]],
            "actions": ["assignUserToGroups": ["groupIds": [.string(group)]]],
        ]
        #expect(try client.post("/groups/rules", rule).status == 200)
        #expect(try client.delete("/groups/\(group)").status == 204)
        let restarted = try start()
        let rules = try ManagementClient(restarted).get("/groups/rules").json.array ?? []
        #expect(rules.map { $0["name"] } == ["R"])
        let patch: JSON = ["groups": [["profile": ["name": "patched"]]]]
        for double in [double, restarted] {
            #expect(try ControlClient(double).send(.patch, "/fixtures", patch).status == 200)
        }
    }

    /// Changes that an administrator may make, each with any of some objects.
    private static func step(_ number: Int, _ random: inout SeededRandom, _ double: TestDouble) throws {
        let (client, control) = (ManagementClient(double), ControlClient(double))
        let contents = double.tenant.organization.contents
        func any(_ count: Int) -> Int { count == 0 ? 0 : Int(random.next() % UInt64(count)) }
        let users = contents.users.map(\.id.rawValue)
        let user = users.isEmpty ? "none" : users[any(users.count)]
        let groups = contents.groups.filter { !$0.isEveryone }.map(\.id.rawValue)
        let group = groups.isEmpty ? "none" : groups[any(groups.count)]
        let apps = contents.applications.map(\.id.rawValue)
        let app = apps.isEmpty ? "none" : apps[any(apps.count)]
        let name = "n\(number)"
        switch any(20) {
        case 0...3: _ = try client.post("/users", ["profile": profile("\(name)@example.com")])
        case 4: _ = try client.delete("/users/\(user)")
        case 5: _ = try client.post("/users/\(user)", ["profile": ["nickName": .string(name)]])
        case 6: _ = try client.post("/users/\(user)/lifecycle/\(any(2) == 0 ? "suspend" : "unsuspend")")
        case 7: _ = try client.post("/groups", ["profile": ["name": .string(name)]])
        case 8:
            // A rule that is read again has lost the group: see the test of it.
            let rules = contents.others[.groupRules] ?? []
            if !rules.contains(where: { String(decoding: JSON.object($0).serialized(), as: UTF8.self).contains(group) })
            {
                _ = try client.delete("/groups/\(group)")
            }
        case 9: _ = try client.put("/groups/\(group)/users/\(user)")
        case 10: _ = try client.delete("/groups/\(group)/users/\(user)")
        case 11:
            let body: JSON = [
                "name": "oidc_client", "label": .string(name), "signOnMode": "OPENID_CONNECT",
                "credentials": ["oauthClient": ["token_endpoint_auth_method": "client_secret_basic"]],
                "settings": [
                    "oauthClient": [
                        "application_type": "service", "grant_types": ["client_credentials"],
                        "response_types": ["token"],
                    ]
                ],
            ]
            #expect(try client.post("/apps", body).status == 200)
        case 12: _ = try client.put("/apps/\(app)/users/\(user)", ["id": .string(user)])
        case 13: _ = try client.delete("/apps/\(app)/users/\(user)")
        case 14: _ = try client.post("/apps/\(app)/lifecycle/\(any(2) == 0 ? "deactivate" : "activate")")
        case 15:
            let rule: JSON = [
                "name": .string(name), "type": "group_rule",
                "conditions": ["expression": ["value": "user.nickName == 'x'", "type": "urn:okta:expression:1.0"]],
                "actions": ["assignUserToGroups": ["groupIds": [.string(group)]]],
            ]
            _ = try client.post("/groups/rules", rule)
        case 16: _ = try client.post("/zones", ["name": .string(name), "type": "IP", "gateways": []])
        case 17:
            let type: JSON = ["name": .string(name), "displayName": .string(name)]
            _ = try client.post("/meta/types/user", type)
        case 18:
            let patch: JSON = ["groups": [["profile": ["name": .string("patched \(name)")]]]]
            #expect(try control.send(.patch, "/fixtures", patch).status == 200)
        default: if any(4) == 0 { #expect(try control.post("/reset").status == 204) }
        }
    }

    @Test(arguments: 1...6)
    func `an org after any changes is the same after a restart`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed, purpose: "changes", ordinal: 0)
        var double = try start()
        for number in 0..<60 {
            try Self.step(number, &random, double)
            if number % 5 == 4 {
                let restarted = try start()
                #expect(export(restarted) == export(double), "after \(number)")
                if random.next() % 2 == 0 { double = restarted }
            }
        }
    }
}
