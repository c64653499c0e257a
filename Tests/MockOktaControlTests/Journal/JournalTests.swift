import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What was asked and answered, and why.
@Suite struct JournalTests {
    /// A few exchanges of different kinds.
    private static func double(_ way: TestDouble.Way = .inProcess) throws -> TestDouble {
        let double = try TestDouble(builtInAnd: "{}", way)
        let client = OAuthClient(double)
        let short = OAuthClient(double, server: "short")
        _ = try client.token([("grant_type", "client_credentials"), ("scope", "orders:read")], basic: service)
        _ = try short.token(password("orders:write"), basic: OAuthClient.web)
        _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys"))
        _ = try client.token([("grant_type", "client_credentials")], basic: ("service-app", "wrong"))
        return double
    }

    private static let service = ("service-app", "service-secret")

    private static func password(_ scope: String) -> [(String, String)] {
        [
            ("grant_type", "password"), ("username", "bob@example.com"), ("password", "Bob-pw-1"), ("scope", scope),
        ]
    }

    private static let filters: [(String, [Int])] = [
        ("", [1, 2, 3, 4]), ("method=GET", [3]), ("method=post", [1, 2, 4]), ("path=/oauth2/default/v1/keys", [3]),
        ("path=/oauth2/default/*", [1, 3, 4]), ("path=/oauth2/default", []), ("client_id=service-app", [1, 4]),
        ("client_id=web-app", [2]), ("server=short", [2]), ("server=default", [1, 3, 4]),
        ("grant_type=password", [2]), ("user=bob@example.com", [2]), ("status=200", [1, 3]), ("status=401", [2, 4]),
        ("error=access_denied", [2]), ("error=invalid_client", [4]), ("after=2", [3, 4]), ("limit=2", [1, 2]),
        ("after=1&limit=1", [2]), ("last=2", [3, 4]), ("last=0", []),
        ("last=3&limit=1", [2]), ("client_id=service-app&last=1", [4]), ("after=99", []),
        ("grant_type=client_credentials&status=200", [1]),
    ]

    @Test(arguments: filters)
    func `every filter selects, and counting agrees with listing`(query: String, ids: [Int]) throws {
        let control = ControlClient(try Self.double())
        #expect(try control.requests(query).map { $0["id"]?.integer } == ids)
        #expect(try control.get("/requests/count?" + query).text == #"{"count":\#(ids.count)}"#)
    }

    @Test func `a refusal tells which rule refused and what would have passed`() throws {
        let entry = try #require(try ControlClient(Self.double(.socket)).requests("after=1&limit=1").first)
        #expect(
            entry.object?.keys == [
                "id", "at", "method", "path", "client_id", "client_authentication", "server", "user", "grant_type",
                "scope", "parameters", "status", "error", "error_description", "why", "remedy", "trace",
            ]
        )
        #expect(entry["remedy"]?["text"]?.string?.hasSuffix(" it passes:") == true)
        #expect(entry["at"] == "2026-01-01T00:00:00.000Z")
        #expect(entry["why"]?.string?.contains("bob@example.com") == true)
        let policies = try #require(entry["trace"]?.array)
        #expect(policies.count == 2)
        #expect(policies[0]["rules"]?.array?.first?["condition"] == "scopes")
        #expect(policies[1]["rules"]?.array?.first?["condition"] == "people.groups")
        #expect(policies[0]["matched"] == true)
    }

    @Test func `tokens are told by their claims`() throws {
        let double = try Self.double()
        let tokens = try #require(try ControlClient(double).requests().first?["tokens"]?.array)
        #expect(tokens.count == 1)
        #expect(tokens[0]["kind"] == "access")
        #expect(tokens[0]["jti"] == tokens[0]["claims"]?["jti"])
        #expect(tokens[0]["claims"]?["cid"] == "service-app")
        let code = try OAuthClient(double).code(["scope": "openid offline_access"])
        _ = try OAuthClient(double).token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let all = try ControlClient(double).requests("after=4").compactMap { $0["tokens"]?.array }
        #expect(all.map { $0.map { $0["kind"]?.string ?? "" } } == [["code"], ["access", "id", "refresh"]])
    }

    @Test func `secrets are redacted unless asked for`() throws {
        let control = ControlClient(try Self.double())
        let hidden = try #require(try control.requests("after=1").first?["parameters"])
        #expect(
            hidden == [
                "grant_type": "password", "username": "bob@example.com", "password": "[redacted]",
                "scope": "orders:write",
            ]
        )
        let shown = try #require(try control.requests("after=1&secrets=true").first?["parameters"])
        #expect(shown["password"] == "Bob-pw-1")
    }

    private static let secrets = [
        "password", "client_secret", "code", "code_verifier", "token", "refresh_token", "access_token", "id_token_hint",
        "client_assertion", "assertion", "stateToken", "sessionToken", "passCode", "subject_token",
    ]

    @Test(arguments: secrets)
    func `a parameter that would let its reader act is redacted`(name: String) throws {
        let double = try TestDouble()
        _ = try OAuthClient(double).token([(name, "s3cret"), ("token_type_hint", "access_token")])
        let text = try ControlClient(double).get("/requests").text
        #expect(!text.contains("s3cret"))
        #expect(text.contains(#""token_type_hint":"access_token""#))
    }

    @Test func `instants in reasons are RFC 3339`() throws {
        let double = try TestDouble()
        let client = OAuthClient(double)
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid"),
        ]
        let token = try client.token(form, basic: OAuthClient.web).string("access_token")
        double.advance(3600)
        let fields: HTTPFields = ["Authorization": "Bearer " + token]
        _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/userinfo", fields: fields))
        let entry = try #require(try ControlClient(double).requests("last=1").first)
        #expect(entry["status"] == 401)
        #expect(entry["why"]?.string?.contains("expired at 2026-01-01T01:00:00.000Z") == true)
    }

    @Test func `requests to the control API leave no trace`() throws {
        let control = ControlClient(try TestDouble())
        _ = try control.get("/health")
        _ = try control.post("/clock/advance", ["by": 1])
        #expect(try control.requests().isEmpty)
    }

    @Test func `deleting empties the journal and ids go on, a reset begins anew`() throws {
        let double = try Self.double()
        let control = ControlClient(double)
        #expect(try control.delete("/requests").status == 204)
        #expect(try control.requests().isEmpty)
        _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys"))
        #expect(try control.requests().first?["id"] == 5)
        _ = try control.post("/reset", ["keep": ["journal"]])
        #expect(try control.requests().count == 1)
        _ = try control.post("/reset")
        _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys"))
        #expect(try control.requests().first?["id"] == 1)
    }

    @Test func `the journal keeps the latest`() throws {
        let double = try TestDouble([#"{"mock": {"journalCapacity": 5}}"#])
        for _ in 0..<23 { _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys")) }
        #expect(try ControlClient(double).requests().map { $0["id"]?.integer } == [19, 20, 21, 22, 23])
    }

    @Test func `a change of the fixture changes how many requests the journal keeps, until a reset`() throws {
        let double = try TestDouble([#"{"mock": {"journalCapacity": 5}}"#])
        let control = ControlClient(double)
        func send(_ count: Int) throws -> [Int?] {
            for _ in 0..<count { _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys")) }
            return try control.requests().map { $0["id"]?.integer }
        }
        #expect(try send(7) == [3, 4, 5, 6, 7])
        let patched = try control.send(.patch, "/fixtures", ["mock": ["journalCapacity": 2]])
        #expect(patched["warnings"] == [])
        #expect(try send(0) == [6, 7] && send(1) == [7, 8])
        #expect(try control.put("/fixtures", ["mock": ["journalCapacity": 3]]).status == 200)
        #expect(try send(3) == [9, 10, 11])
        _ = try control.post("/reset")
        #expect(try send(9) == [5, 6, 7, 8, 9])
    }

    private static let mistakes: [(String, String)] = [
        ("statsu=200", "unknown_field"), ("status=ok", "bad_value"), ("limit=-1", "bad_value"),
        ("secrets=1", "bad_value"),
    ]

    @Test(arguments: mistakes)
    func `a filter that is not understood is refused`(query: String, error: String) throws {
        let answer = try ControlClient(TestDouble()).get("/requests?" + query)
        #expect(answer.status == 400)
        #expect(answer.error == error)
        #expect(answer["field"]?.string == query.split(separator: "=").first.map(String.init))
    }

    @Test func `the journal names a token's signing key, and the grant of each exchange that is about one`() throws {
        let double = try TestDouble()
        let client = OAuthClient(double)
        let code = try client.code(["scope": "openid offline_access"])
        let tokens = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let refresh = tokens.string("refresh_token")
        _ = try client.token([("grant_type", "refresh_token"), ("refresh_token", refresh)], basic: OAuthClient.web)
        _ = try client.introspect(tokens.string("access_token"), basic: OAuthClient.web)
        _ = try client.post("/v1/revoke", [("token", refresh)], basic: OAuthClient.web)
        _ = try client.token([("grant_type", "refresh_token"), ("refresh_token", refresh)], basic: OAuthClient.web)
        _ = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let entries = try ControlClient(double).requests()
        let id = try ControlClient(double).get("/grants")["grants"]?.array?.first?["id"]
        // The page that asks who it is comes before the grant.
        let expected: [JSON?] = [nil] + Array(repeating: id, count: 7)
        #expect(entries.map { $0["grant"] } == expected)
        let header = tokens.string("access_token").split(separator: ".").first
            .flatMap { Base64URL.decode($0) }.flatMap { try? JSON.parse($0) }
        let told: [JSON?] = try #require(entries[2]["tokens"]?.array).map { $0["header"] }
        #expect(told == [header, header, nil])
    }
}
