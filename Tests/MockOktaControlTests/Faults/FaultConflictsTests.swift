import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Which members of an effect go together.
@Suite struct FaultConflictsTests {
    /// The effect, the member that is refused, and the one that it cannot come with.
    private static let conflicts: [(JSON, String, String)] = [
        (["status": 500, "error_description": "x"], "error_description", "status"),
        (["errorCode": "E0000009", "error_description": "x"], "error_description", "errorCode"),
        (["rate_limit": true, "status": 503], "status", "rate_limit"),
        (["rate_limit": ["limit": 1], "status": 503], "status", "rate_limit"),
        (["jwks": "empty", "status": 500], "status", "jwks"), (["hang": true, "status": 500], "status", "hang"),
        (["close": "before", "status": 500], "status", "close"), (["close": "reset", "hang": true], "close", "hang"),
        (["hang": true, "drip": ["every": 1]], "drip", "hang"),
        (["hang": true, "malformed": true], "malformed", "hang"),
        (["close": "mid-body", "hang": true], "close", "hang"), (["close": "after", "hang": true], "close", "hang"),
        (["close": "before", "truncate": 1], "truncate", "close"),
        (["close": "reset", "headers": ["X-A": "b"]], "headers", "close"),
        (["error": "server_error", "errorCode": "E0000009"], "errorCode", "error"),
    ]

    @Test(arguments: conflicts)
    func `of two that would ignore each other, both are named`(effect: JSON, member: String, other: String) throws {
        let answer = try ControlClient(TestDouble()).post("/faults", ["effect": effect])
        #expect(answer.status == 400)
        #expect(answer.error == "bad_value")
        #expect(answer["field"]?.string == "effect.\(member)")
        #expect(answer.text.contains("effect.\(member) cannot come with \(other): "), "\(answer)")
    }

    @Test func `a text needs its error`() throws {
        let answer = try ControlClient(TestDouble()).post("/faults", ["effect": ["error_description": "x"]])
        #expect(answer.error == "missing_field")
        #expect(answer["field"]?.string == "effect.error")
    }

    private static let combinations: [JSON] = [
        ["status": 500, "hang": false, "rate_limit": false, "malformed": false], ["hang": true, "malformed": false],
        ["hang": true, "delay": 1], ["jwks": "empty", "headers": ["X-A": "b"], "malformed": true],
        ["status": 500, "headers": ["X-A": "b"], "body": "x"], ["close": "after", "status": 500, "malformed": true],
        ["error": "server_error", "status": 503, "error_description": "x", "close": "mid-body"],
        ["errorCode": "E0000009", "status": 503, "drip": ["every": 1]], ["rate_limit": true, "truncate": 1],
        ["body": false, "delay": 1],
    ]

    @Test(arguments: combinations)
    func `what goes together is taken`(effect: JSON) throws {
        let answer = try ControlClient(TestDouble()).post("/faults", ["effect": effect])
        #expect(answer.status == 201, "\(answer)")
    }
}
