import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What the journal says of requests that a fault acted on.
@Suite struct FaultReasonTests {
    private static let reasons: [(JSON, JSON?)] = [
        (["status": 503], "fault f1"), (["body": "x"], "fault f1"), (["close": "before"], "fault f1"),
        (["hang": true], "fault f1"),
        (["close": "reset"], "fault f1"), (["close": "mid-body"], "fault f1"), (["jwks": "empty"], "fault f1"),
        (["rate_limit": true], "fault f1"), (["malformed": true], "fault f1"), (["headers": ["X-A": "b"]], nil),
        (["rate_limit": ["limit": 1]], nil),
    ]

    @Test(arguments: reasons)
    func `the journal gives a fault as the reason of what it answers or spoils`(effect: JSON, why: JSON?) throws {
        let entry = try entry(of: effect)
        #expect(entry["fault"] == "f1")
        #expect(entry["why"] == why)
    }

    private func entry(of effect: JSON) throws -> JSON {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let control = ControlClient(double)
        #expect(try control.post("/faults", ["effect": effect]).status == 201)
        let client = try RawClient(port: #require(double.port))
        try client.send("GET /oauth2/default/v1/keys HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try control.get("/requests/wait?timeout=PT20S").status == 200)
        return try #require(try control.requests().first)
    }
}
