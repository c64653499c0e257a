import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What faults do, over a real socket and byte for byte.
@Suite struct FaultEffectTests {
    private static let keys = "/oauth2/default/v1/keys"

    private static func request(_ path: String = keys) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

    @Test func `a status, header fields and a body as wanted`() throws {
        let client = try FaultyDouble(effect: [
            "status": 418, "headers": ["X-A": "b", "Content-Type": "x/y"], "body": "tea",
        ])
        let answer = try client.get(Self.keys)
        #expect(answer.status == 418)
        #expect(answer.head.contains("\r\nX-A: b\r\n"))
        #expect(answer.head.contains("\r\nContent-Type: x/y\r\n"))
        #expect(answer.body == "tea")
    }

    @Test func `a JSON body is sent as JSON`() throws {
        let client = try FaultyDouble(effect: ["body": ["a": [1]]])
        let answer = try client.get(Self.keys)
        #expect(answer.status == 200)
        #expect(answer.body == #"{"a":[1]}"#)
        #expect(answer.head.contains("\r\nContent-Type: application/json\r\n"))
    }

    @Test func `header fields alone are set on the real answer`() throws {
        let client = try FaultyDouble(effect: ["headers": ["Cache-Control": "max-age=1"]])
        let answer = try client.get(Self.keys)
        #expect(answer.head.contains("\r\nCache-Control: max-age=1\r\n"))
        #expect(!answer.head.contains("max-age=86400"))
        #expect(answer.body.hasPrefix(#"{"keys":[{"#))
    }

    private static let errors: [(JSON, Int, String, String)] = [
        (["error": "invalid_grant"], 400, "invalid_grant", ""),
        (["error": "temporarily_unavailable"], 0, "temporarily_unavailable", ""),
        (
            ["error": "access_denied"], 403, "access_denied",
            "The resource owner or authorization server denied the request."
        ),
        (["error": "invalid_client", "error_description": "So there."], 401, "invalid_client", "So there."),
        (["error": "server_error", "status": 503], 503, "server_error", ""),
    ]

    @Test(arguments: errors)
    func `an OAuth error by name has the text of Okta's table`(
        effect: JSON,
        status: Int,
        error: String,
        text: String
    ) throws {
        let double = try FaultyDouble(effect: effect)
        let answer = try OAuthClient(double.double).token([("grant_type", "client_credentials")])
        #expect(answer.error == error)
        #expect(status == 0 || answer.status == status)
        #expect(text.isEmpty || answer.errorDescription == text)
        #expect(answer.field("Cache-Control") == "no-cache, no-store")
        let entry = try ControlClient(double.double).requests().first
        #expect(entry?["fault"] == "f1")
        #expect(entry?["error"]?.string == error)
        #expect(entry?["why"] == "fault f1")
    }

    @Test func `an error code of Okta's by number`() throws {
        let client = try FaultyDouble(effect: ["errorCode": "E0000009"])
        let answer = try client.get(Self.keys)
        #expect(answer.status == 500)
        let body = try JSON.parse(Array(answer.body.utf8))
        #expect(body.object?.keys == ["errorCode", "errorSummary", "errorLink", "errorId", "errorCauses"])
        #expect(body["errorSummary"] == "Internal Server Error")
    }

    private static let tooMany: [JSON] = [["rate_limit": true], ["errorCode": "E0000047"]]

    @Test(arguments: tooMany)
    func `one 429 as Okta sends it`(effect: JSON) throws {
        let client = try FaultyDouble(effect: effect, times: 1)
        let answer = try client.get(Self.keys)
        #expect(answer.status == 429)
        #expect(answer.head.contains("\r\nx-rate-limit-limit: 300\r\n"))
        #expect(answer.head.contains("\r\nx-rate-limit-remaining: 0\r\n"))
        #expect(answer.head.contains("\r\nx-rate-limit-reset: 1767225660\r\n"))
        for absent in ["Retry-After", "Cache-Control", "Pragma", "Expires"] {
            #expect(!answer.head.contains("\r\n\(absent):"))
        }
        #expect(answer.body.contains(#""errorCode":"E0000047""#))
        #expect(try client.get(Self.keys).status == 200)
    }

    @Test func `a bucket counts down, refuses, and fills again on the virtual clock`() throws {
        let client = try FaultyDouble(effect: ["rate_limit": ["limit": 2, "window": "PT30S"]])
        let answers = try (0..<3).map { _ in try client.get(Self.keys) }
        #expect(answers.map(\.status) == [200, 200, 429])
        for (answer, remaining) in zip(answers, [1, 0, 0]) {
            #expect(answer.head.contains("\r\nx-rate-limit-limit: 2\r\n"))
            #expect(answer.head.contains("\r\nx-rate-limit-remaining: \(remaining)\r\n"))
            #expect(answer.head.contains("\r\nx-rate-limit-reset: 1767225630\r\n"))
        }
        client.double.advance(29)
        #expect(try client.get(Self.keys).status == 429)
        client.double.advance(1)
        #expect(try client.get(Self.keys).status == 200)
    }

    @Test func `the announced limit can be enforced`() throws {
        let double = try TestDouble(builtInAnd: #"{"mock": {"rateLimits": "enforce"}}"#)
        let client = OAuthClient(double)
        let statuses = try (0..<302).map { _ in try client.token([]).status }
        #expect(statuses.prefix(300).allSatisfy { $0 == 401 })
        #expect(statuses.suffix(2) == [429, 429])
        client.double.advance(60)
        #expect(try client.token([]).status == 401)
    }

    private static let delays: [JSON] = ["PT0.1S", .double(0.1), ["min": "PT0.1S", "max": .double(0.11)]]

    @Test(arguments: delays)
    func `a delay takes real time, and other requests do not wait for it`(delay: JSON) throws {
        let client = try FaultyDouble(effect: ["delay": delay], times: 1)
        let other = try RawClient(port: #require(client.double.port))
        let start = ContinuousClock.now
        try client.send(Self.request())
        #expect(try other.get("/_mock/requests/wait?timeout=PT5S").status == 200)
        let answer = try client.readAnswer()
        #expect(ContinuousClock.now - start >= .milliseconds(100))
        #expect(answer.status == 200)
        #expect(answer.body.hasPrefix(#"{"keys":[{"#))
    }

    @Test func `a delay combines with the others`() throws {
        let client = try FaultyDouble(effect: ["delay": .double(0.05), "status": 503])
        let start = ContinuousClock.now
        #expect(try client.get(Self.keys).status == 503)
        #expect(ContinuousClock.now - start >= .milliseconds(50))
    }

    @Test func `an empty key set has no key`() throws {
        let client = try FaultyDouble(effect: ["jwks": "empty"])
        #expect(try client.get(Self.keys).body == #"{"keys":[]}"#)
    }

    @Test func `a stale key set lacks the key that signs now`() throws {
        let client = try FaultyDouble(effect: ["jwks": "stale"])
        let stale = try JSON.parse(Array(try client.get(Self.keys).body.utf8))
        _ = try ControlClient(client.double).delete("/faults")
        let present = try JSON.parse(Array(try client.get(Self.keys).body.utf8))
        let (old, new) = (stale["keys"]?.array ?? [], present["keys"]?.array ?? [])
        #expect(old.count == 1)
        #expect(old.first?["n"] != new.first?["n"])
    }

    private static let before: [JSON] = [
        ["error": "server_error"], ["errorCode": "E0000009"], ["rate_limit": true], ["status": 500],
        ["close": "before"], ["close": "reset"],
    ]

    private static let after: [JSON] = [
        ["close": "mid-body"], ["close": "after"], ["truncate": 3], ["content_length": 9], ["malformed": true],
    ]

    /// Redeems a code under a fault, then again without.
    private static func redeemTwice(_ effect: JSON) throws -> Answer {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let code = try OAuthClient(double).code()
        _ = try ControlClient(double).post("/faults", ["effect": effect, "times": 1])
        _ = try? OAuthClient(double).token(OAuthClient.redeem(code), basic: OAuthClient.web)
        return try OAuthClient(double).token(OAuthClient.redeem(code), basic: OAuthClient.web)
    }

    @Test(arguments: before)
    func `effects that answer themselves change nothing`(effect: JSON) throws {
        #expect(try Self.redeemTwice(effect).status == 200)
    }

    @Test(arguments: after)
    func `effects that spoil the answer come after the endpoint has acted`(effect: JSON) throws {
        #expect(try Self.redeemTwice(effect).error == "invalid_grant")
    }
}
