import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// One condition of a match: a request that it is about, and one that it is not about.
struct MatchCase: CustomTestStringConvertible {
    let match: JSON
    let hit: @Sendable (TestDouble) throws -> Answer
    let miss: @Sendable (TestDouble) throws -> Answer

    var testDescription: String { String(decoding: match.serialized(), as: UTF8.self) }
}

/// Which requests a fault is about, over a real socket.
@Suite struct FaultMatchTests {
    private static let keys = "/oauth2/default/v1/keys"

    private static func get(_ path: String) -> @Sendable (TestDouble) throws -> Answer {
        { Answer(try $0.send(HTTPRequest(method: .get, path: path))) }
    }

    private static func token(
        _ form: [(String, String)],
        _ client: (String, String) = OAuthClient.web,
        server: String? = "default"
    ) -> @Sendable (TestDouble) throws -> Answer {
        { try OAuthClient($0, server: server).token(form, basic: client) }
    }

    private static func password(_ user: String = "alice", _ scope: String = "openid") -> [(String, String)] {
        [
            ("grant_type", "password"), ("username", user + "@example.com"),
            ("password", user.prefix(1).uppercased() + user.dropFirst() + "-pw-1"),
            ("scope", scope),
        ]
    }

    private static let service = ("service-app", "service-secret")
    private static let credentials = [("grant_type", "client_credentials"), ("scope", "orders:read")]

    private static func refreshed(as user: (String, String)) -> @Sendable (TestDouble) throws -> Answer {
        { double in
            let client = OAuthClient(double)
            let code = try client.code(["scope": "openid offline_access"], as: user)
            let first = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
            let form = [("grant_type", "refresh_token"), ("refresh_token", first.string("refresh_token"))]
            return try client.token(form, basic: OAuthClient.web)
        }
    }

    private static func userInfo(_ user: String) -> @Sendable (TestDouble) throws -> Answer {
        { double in
            let client = OAuthClient(double)
            return try client.userInfo(try client.token(password(user), basic: OAuthClient.web).string("access_token"))
        }
    }

    private static let alice = ("alice@example.com", "Alice-pw-1")
    private static let bob = ("bob@example.com", "Bob-pw-1")

    static let cases = [
        MatchCase(match: ["method": "POST"], hit: token(credentials, service), miss: get(keys)),
        MatchCase(match: ["path": .string(keys)], hit: get(keys), miss: get("/oauth2/short/v1/keys")),
        MatchCase(match: ["path": "/oauth2/default/*"], hit: get(keys), miss: get("/oauth2/short/v1/keys")),
        MatchCase(match: ["server": "short"], hit: get("/oauth2/short/v1/keys"), miss: get(keys)),
        MatchCase(match: ["client_id": "service-app"], hit: token(credentials, service), miss: token(password())),
        MatchCase(
            match: ["grant_type": "client_credentials"],
            hit: token(credentials, service),
            miss: token(password())
        ),
        MatchCase(
            match: ["scope": "email"],
            hit: token(password("alice", "openid email")),
            miss: token(password())
        ),
        MatchCase(match: ["user": "bob@example.com"], hit: token(password("bob")), miss: token(password())),
        MatchCase(
            match: ["user": "bob@example.com", "grant_type": "refresh_token"],
            hit: refreshed(as: bob),
            miss: refreshed(as: alice)
        ),
        MatchCase(
            match: ["user": "bob@example.com", "path": "/oauth2/default/v1/userinfo"],
            hit: userInfo("bob"),
            miss: userInfo("alice")
        ),
        MatchCase(
            match: ["method": "GET", "path": .string(keys)],
            hit: get(keys),
            miss: get("/oauth2/default/.well-known/openid-configuration")
        ),
    ]

    @Test(arguments: cases)
    func `every condition of a match is obeyed`(expectation: MatchCase) throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let fault = try ControlClient(double).post("/faults", ["match": expectation.match, "effect": ["status": 503]])
        #expect(fault.status == 201, "\(fault)")
        #expect(try expectation.miss(double).status == 200)
        #expect(try expectation.hit(double).status == 503)
    }

    private static let counters: [(JSONObject, [Int])] = [
        ([:], [503, 503, 503, 503, 503, 503]),
        (["times": 2], [503, 503, 200, 200, 200, 200]),
        (["after": 2], [200, 200, 503, 503, 503, 503]),
        (["every": 3], [200, 200, 503, 200, 200, 503]),
        (["after": 1, "every": 2, "times": 1], [200, 200, 503, 200, 200, 200]),
        (["probability": 0], [200, 200, 200, 200, 200, 200]),
        (["probability": 1], [503, 503, 503, 503, 503, 503]),
    ]

    @Test(arguments: counters)
    func `counters choose among the requests that match`(counter: JSONObject, statuses: [Int]) throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        var fault = counter
        fault["match"] = ["path": .string(Self.keys)]
        fault["effect"] = ["status": 503]
        let made = try ControlClient(double).post("/faults", .object(fault))
        let times = counter["times"]
        #expect(made["id"] == "f1")
        #expect(made["hits"] == 0)
        #expect(made["remaining"] == times)
        #expect(try statuses.map { _ in try Self.get(Self.keys)(double).status } == statuses)
        let listed = try ControlClient(double).get("/faults")["faults"]?.array?.first
        #expect(listed?["hits"]?.integer == statuses.count { $0 == 503 })
        #expect(listed?["remaining"]?.integer == (times == nil ? nil : 0))
    }

    @Test func `chance follows from the seed`() throws {
        func run() throws -> [Int] {
            let double = try TestDouble(builtInAnd: "{}", .socket)
            _ = try ControlClient(double).post("/faults", ["effect": ["status": 503], "probability": .double(0.5)])
            return try (0..<40).map { _ in try Self.get(Self.keys)(double).status }
        }
        let first = try run()
        #expect(first.count { $0 == 503 } > 8)
        #expect(first.count { $0 == 200 } > 8)
        #expect(try run() == first)
    }

    @Test func `faults queue up, and one that only delays lets the next one act`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let control = ControlClient(double)
        _ = try control.post("/faults", ["effect": ["delay": "PT0.001S"]])
        _ = try control.post("/faults", ["effect": ["status": 500], "times": 1])
        _ = try control.post("/faults", ["effect": ["status": 502], "times": 1])
        #expect(try (0..<3).map { _ in try Self.get(Self.keys)(double).status } == [500, 502, 200])
        #expect(try control.requests().map { $0["fault"]?.string } == ["f2", "f3", "f1"])
    }

    @Test func `a limit with room lets the next fault act, and still counts down`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let control = ControlClient(double)
        _ = try control.post("/faults", ["effect": ["rate_limit": ["limit": 2]]])
        _ = try control.post("/faults", ["effect": ["status": 500], "times": 1])
        let answers = try (0..<3).map { _ in try Self.get(Self.keys)(double) }
        #expect(answers.map(\.status) == [500, 200, 429])
        #expect(answers.map { $0.field("x-rate-limit-remaining") } == ["1", "0", "0"])
        #expect(try control.requests().map { $0["fault"]?.string } == ["f2", "f1", "f1"])
    }

    @Test func `one that only sets header fields lets the next one act, whose own fields win`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let control = ControlClient(double)
        _ = try control.post("/faults", ["effect": ["headers": ["X-A": "1", "X-B": "1"]]])
        _ = try control.post("/faults", ["effect": ["status": 500, "headers": ["X-B": "2"]], "times": 1])
        let answers = try (0..<2).map { _ in try Self.get(Self.keys)(double) }
        #expect(answers.map(\.status) == [500, 200])
        #expect(answers.map { $0.field("X-A") } == ["1", "1"])
        #expect(answers.map { $0.field("X-B") } == ["2", "1"])
        #expect(try control.requests().map { $0["fault"]?.string } == ["f2", "f1"])
    }

    @Test func `a key set waits for a request for keys, and hides no fault elsewhere`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let control = ControlClient(double)
        _ = try control.post("/faults", ["effect": ["jwks": "empty"], "times": 1])
        _ = try control.post("/faults", ["effect": ["status": 503], "times": 1])
        let discovery = "/oauth2/default/.well-known/openid-configuration"
        let paths = [discovery, discovery, "/oauth2/nowhere/v1/keys", "/oauth2/short/v1/keys", Self.keys]
        let answers = try paths.map { try Self.get($0)(double) }
        #expect(answers.map(\.status) == [503, 200, 404, 200, 200])
        #expect(answers.map { $0["keys"]?.array?.count } == [nil, nil, nil, 0, 1])
        #expect(try control.requests().map { $0["fault"]?.string } == ["f2", nil, nil, "f1", nil])
    }

    @Test func `faults can be taken back one by one, all at once, and by a reset`() throws {
        let control = ControlClient(try TestDouble())
        for _ in 0..<3 { _ = try control.post("/faults", ["effect": ["status": 500]]) }
        #expect(try control.delete("/faults/f2").status == 204)
        #expect(try control.delete("/faults/f2").status == 404)
        #expect(try control.get("/faults")["faults"]?.array?.map { $0["id"] } == ["f1", "f3"])
        _ = try control.post("/reset", ["keep": ["faults"]])
        #expect(try control.get("/faults")["faults"]?.array?.count == 2)
        #expect(try control.delete("/faults").status == 204)
        #expect(try control.get("/faults").text == #"{"faults":[]}"#)
        _ = try control.post("/faults", ["effect": ["status": 500]])
        _ = try control.post("/reset")
        #expect(try control.get("/faults").text == #"{"faults":[]}"#)
    }

    private static let mistakes: [(JSON, String, String)] = [
        (["match": ["pth": "/"], "effect": ["status": 500]], "unknown_field", "match.pth"),
        (["effect": ["stauts": 500]], "unknown_field", "effect.stauts"), (["effects": [:]], "unknown_field", "effects"),
        ([:], "missing_field", "effect"), (["effect": [:]], "missing_field", "effect"),
        (["effect": ["status": "500"]], "wrong_type", "effect.status"),
        (["effect": ["status": 99]], "bad_value", "effect.status"),
        (["effect": ["status": 600]], "bad_value", "effect.status"),
        (["effect": ["error": "invalid_grnt"]], "bad_value", "effect.error"),
        (["effect": ["errorCode": "E1"]], "bad_value", "effect.errorCode"),
        (["effect": ["close": "now"]], "bad_value", "effect.close"),
        (["effect": ["hang": true, "error": "invalid_grant"]], "bad_value", "effect.hang"),
        (["effect": ["delay": ["min": 2, "max": 1]]], "bad_value", "effect.delay.max"),
        (["effect": ["drip": ["bytes": 0, "every": 1]]], "bad_value", "effect.drip.bytes"),
        (["effect": ["drip": [:]]], "missing_field", "effect.drip.every"),
        (["effect": ["rate_limit": [:]]], "missing_field", "effect.rate_limit.limit"),
        (["effect": ["rate_limit": ["limit": 1, "window": 0]]], "bad_value", "effect.rate_limit.window"),
        (["effect": ["headers": ["a b": "x"]]], "bad_value", "effect.headers.a b"),
        (["effect": ["headers": ["X-A": "x\r\nX-B: y"]]], "bad_value", "effect.headers.X-A"),
        (["effect": ["headers": ["content-length": "1"]]], "bad_value", "effect.headers.content-length"),
        (["effect": ["jwks": "old"]], "bad_value", "effect.jwks"),
        (["effect": ["status": 500], "times": 0], "bad_value", "times"),
        (["effect": ["status": 500], "probability": 2], "bad_value", "probability"),
        (["match": ["method": 1], "effect": ["status": 500]], "wrong_type", "match.method"),
    ]

    @Test(arguments: mistakes)
    func `what is not understood is refused by the member's path`(body: JSON, error: String, field: String) throws {
        let answer = try ControlClient(TestDouble()).post("/faults", body)
        #expect(answer.status == 400)
        #expect(answer.error == error, "\(answer)")
        #expect(answer["field"]?.string == field, "\(answer)")
    }
}
