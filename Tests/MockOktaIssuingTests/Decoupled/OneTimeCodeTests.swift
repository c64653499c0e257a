import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import Testing

@Suite struct OneTimeCodeTests {
    private func draw(_ code: OneTimeCode, ordinal: UInt64 = 1) -> String {
        var random = SeededRandom(seed: 1, purpose: "test", ordinal: ordinal)
        return code.draw(&random)
    }

    @Test func `a device code is a UUID of version 4`() throws {
        let pattern = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
        for ordinal in 0..<50 { #expect(try pattern.wholeMatch(in: draw(.device, ordinal: UInt64(ordinal))) != nil) }
    }

    @Test func `a user code has eight consonants, all twenty in use`() throws {
        let codes = (0..<200).map { draw(.user, ordinal: UInt64($0)) }
        for code in codes { #expect(try /[BCDFGHJKLMNPQRSTVWXZ]{8}/.wholeMatch(in: code) != nil, "\(code)") }
        #expect(Set(codes.joined()).count == 20)
        #expect(Set(codes).count == 200)
    }

    @Test func `a backchannel request id is ft and 32 characters`() throws {
        #expect(try /ft[A-Za-z0-9_-]{32}/.wholeMatch(in: draw(.backchannel)) != nil)
    }

    @Test func `a request URI is a URN of Okta's that holds 43 characters and a colon`() throws {
        let uri = draw(.pushedRequest)
        #expect(uri.hasPrefix("urn:okta:"))
        let content = try #require(Base64.decode(String(uri.dropFirst(9)) + "="))
        let text = String(decoding: content, as: UTF8.self)
        #expect(try /[A-Za-z0-9_-]{43}:/.wholeMatch(in: text) != nil, "\(text)")
    }

    @Test(arguments: [OneTimeCode.device, .user, .backchannel, .pushedRequest])
    func `the same random generator draws the same text, another one another`(code: OneTimeCode) {
        #expect(draw(code) == draw(code))
        #expect(draw(code) != draw(code, ordinal: 2))
    }

    @Test(arguments: [("bcdfghjk", "BCDFGHJK"), ("BCDF-GHJK", "BCDFGHJK"), (" bcdf ghjk ", "BCDFGHJK")])
    func `a user code is found however it was typed`(typed: String, code: String) {
        #expect(OneTimeCode.normalized(userCode: typed) == code)
    }

    @Test func `texts of one kind do not find records of another`() {
        #expect(OneTimeCode.device.key(of: "x") != OneTimeCode.user.key(of: "x"))
    }
}
