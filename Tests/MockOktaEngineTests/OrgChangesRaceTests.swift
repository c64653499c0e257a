import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSystem
import MockOktaTestSupport
import Testing

/// Changes of the org from all sides at once: none is lost, nothing fails, and the org is what the changes make it.
@Suite struct OrgChangesRaceTests {
    /// Two rounds for each run; about 20 last a minute (`MOCK_OKTA_RACE_ROUNDS=20 swift test --filter OrgChangesRace`).
    private static let rounds = CurrentProcess.environment("MOCK_OKTA_RACE_ROUNDS").flatMap { Int($0) } ?? 2
    private static let usersPerRound = 8

    private static let fixture = """
        {groups: [{profile: {name: "Staff"}}],
         users: [\((0..<4).map { #"{profile: {login: "gone\#($0)@example.com"}, credentials: {password: "Gone-pw-1"}}"# }
            .joined(separator: ", "))],
         apps: [\((0..<4).map { #"{id: "0oaApp\#($0)", client_id: "client-\#($0)", client_secret: "s", label: "App \#($0)"}"# }
            .joined(separator: ", "))]}
        """

    private static func start() throws -> TestDouble {
        try TestDouble(
            [TestOrganization.builtIn(), fixture],
            .socket,
            loops: 8,
            store: YieldingStateStore()
        )
    }

    private static func request(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) -> HTTPRequest {
        var fields: HTTPFields = ["Accept": "application/json"]
        if path.hasPrefix("/api/v1") { fields["Authorization"] = "SSWS mock-api-token" }
        if body != nil { fields["Content-Type"] = "application/json" }
        return HTTPRequest(method: method, path: path, fields: fields, body: body?.serialized() ?? [])
    }

    private static func patch(_ change: JSON, of tenant: String = "") -> HTTPRequest {
        request(.patch, tenant + "/_mock/fixtures", change)
    }

    /// The changes of a round, each of something else: in whatever order they come, the org is the same.
    private static func changes(_ round: Int) -> [HTTPRequest] {
        let users = (0..<usersPerRound).map { place in
            patch(["users": [["profile": ["login": .string("u\(round)-\(place)@example.com")], "groups": ["Staff"]]]])
        }
        let labels = (0..<4).map { place in
            patch(["apps": [["id": .string("0oaApp\(place)"), "label": .string("App \(place) of \(round)")]]])
        }
        let suspensions = (0..<4).map { place in
            let path = "/api/v1/users/gone\(place)@example.com/lifecycle/" + (round % 2 == 0 ? "suspend" : "unsuspend")
            return request(.post, path)
        }
        let deactivation = request(.post, "/api/v1/apps/0oaApp0/lifecycle/" + (round % 2 == 0 ? "de" : "") + "activate")
        return users + labels + suspensions + [deactivation]
    }

    /// Requests beside them, which change no org but that of a tenant of their own.
    private static func others(_ round: Int) -> [HTTPRequest] {
        let token = FormParameters([
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid offline_access"), ("client_id", "native-app"),
        ])
        let fields: HTTPFields = ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"]
        func tokens(_ tenant: String) -> HTTPRequest {
            let path = tenant + "/oauth2/default/v1/token"
            return HTTPRequest(method: .post, path: path, fields: fields, body: Array(token.encoded.utf8))
        }
        return [
            request(.post, "/_mock/keys/rotate", [:]), request(.post, "/_mock/keys/rotate", ["retire": true]),
            request(.post, "/t/other/_mock/reset", [:]), request(.post, "/t/other/_mock/reset", ["keep": ["grants"]]),
            request(.post, "/t/other/_mock/keys/rotate", [:]),
            patch(["users": [["profile": ["login": .string("o\(round)@example.com")]]]], of: "/t/other"),
            request(.get, "/_mock/fixtures"), request(.get, "/oauth2/default/v1/keys"),
        ] + (0..<4).flatMap { _ in [tokens(""), tokens("/t/other")] }
    }

    /// An exported org, its rows in an order of their own.
    private static func org(_ double: TestDouble, _ tenant: String = "") throws -> JSON {
        let answer = Answer(try double.send(request(.get, tenant + "/_mock/fixtures")))
        try #require(answer.status == 200)
        return .object(
            JSONObject(
                (answer.json.object?.members ?? []).map { member in
                    guard let rows = member.value.array else { return (member.key, member.value) }
                    let texts = rows.map { String(decoding: $0.serialized(), as: UTF8.self) }.sorted()
                    return (member.key, .array(texts.map { .string($0) }))
                }
            )
        )
    }

    @Test func `the clock does not pass its limit, however many move it at once`() throws {
        let double = try Self.start()
        // A third of what is left from 2026-01-01 to the end of the year 9999.
        let advance = Self.request(.post, "/_mock/clock/advance", ["by": 83_878_358_399])
        let answers = try RequestBurst.fire(Array(repeating: advance, count: 20), at: double)
        #expect(answers.count { $0.status == 200 } == 3)
        #expect(answers.count { $0.status == 400 } == 17)
        let clock = Answer(try double.send(Self.request(.get, "/_mock/clock")))
        #expect(clock["now"] == "9999-12-31T23:59:57.000Z")
    }

    @Test func `changes at once give the org that they give one after the other`() throws {
        let (double, expected) = (try Self.start(), try Self.start())
        let other = try Self.org(double, "/t/other")
        for round in 0..<Self.rounds {
            let (changes, others) = (Self.changes(round), Self.others(round))
            var requests = changes
            for (place, request) in others.enumerated() { requests.insert(request, at: place * 2) }
            let answers = try RequestBurst.fire(requests, at: double)
            #expect(answers.allSatisfy { $0.status < 500 }, "\(answers.filter { $0.status >= 500 })")
            for change in changes {
                let answer = Answer(try expected.send(change))
                #expect(answer.status == 200, "\(answer)")
            }
            for (request, answer) in zip(requests, answers) where request.method == .patch {
                #expect(answer.status == 200, "\(answer)")
            }
            #expect(try Self.org(double) == Self.org(expected), "round \(round)")
        }
        #expect(Answer(try double.send(Self.request(.post, "/t/other/_mock/reset", [:]))).status < 300)
        #expect(try Self.org(double, "/t/other") == other)
        #expect(Answer(try double.send(Self.request(.post, "/_mock/reset", [:]))).status < 300)
        #expect(try Self.org(double) == Self.org(Self.start()))
    }
}
