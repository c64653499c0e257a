import MockOktaFormats
import MockOktaModel
import MockOktaSignIn
import Testing

@Suite struct TOTPTests {
    private static let secret = Array("12345678901234567890".utf8)

    /// RFC 6238, appendix B, the last six of the eight digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func `the vectors of the standard`(seconds: Int64, code: String) {
        let step = TOTP.step(at: Instant(seconds: seconds))
        #expect(TOTP.code(secret: Self.secret, step: step) == code)
        #expect(TOTP.match(code, secret: Self.secret, at: Instant(seconds: seconds)) == step)
    }

    @Test(arguments: [(-60, false), (-30, true), (0, true), (30, true), (60, false)])
    func `clocks may differ by one step`(seconds: Int64, isRight: Bool) {
        let now = Instant(seconds: 1_234_567_890 + seconds)
        #expect((TOTP.match("005924", secret: Self.secret, at: now) != nil) == isRight)
    }

    @Test func `no key, no code`() {
        #expect(TOTP.match("", secret: [], at: Instant(seconds: 0)) == nil)
        #expect(TOTP.step(at: Instant(seconds: -1)) == -1)
    }
}
