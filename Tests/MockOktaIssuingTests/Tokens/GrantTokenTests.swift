import MockOktaIssuing
import MockOktaModel
import Testing

@Suite struct GrantTokenTests {
    private let secret = TenantSecret(seed: 1, tenant: "main")
    private let token: GrantToken = {
        var random = SeededRandom(seed: 1, purpose: "test", ordinal: 1)
        return GrantToken(GrantID(drawnFrom: &random), generation: 0x0102_0304)
    }()

    @Test func `a token finds its grant and generation again`() {
        let text = token.encoded(.refresh, sealedBy: secret)
        #expect(text.utf8.count == 43)
        #expect(GrantToken(text, .refresh, sealedBy: secret) == token)
    }

    @Test func `a code is no refresh token`() {
        #expect(GrantToken(token.encoded(.code, sealedBy: secret), .refresh, sealedBy: secret) == nil)
    }

    @Test func `another tenant's token is nobody's`() {
        let other = TenantSecret(seed: 2, tenant: "main")
        #expect(GrantToken(token.encoded(.code, sealedBy: other), .code, sealedBy: secret) == nil)
    }

    @Test func `a token changed in any character is refused`() {
        let text = Array(token.encoded(.code, sealedBy: secret))
        for index in text.indices {
            var changed = text
            changed[index] = changed[index] == "A" ? "B" : "A"
            #expect(GrantToken(String(changed), .code, sealedBy: secret) == nil, "character \(index)")
        }
    }

    @Test func `a token cut anywhere is refused`() {
        let text = token.encoded(.code, sealedBy: secret)
        for count in 0..<43 { #expect(GrantToken(String(text.prefix(count)), .code, sealedBy: secret) == nil) }
    }
}
