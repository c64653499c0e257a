import MockOktaIssuing
import MockOktaModel
import Testing

@Suite struct DPoPNonceTests {
    private static let midnight = Instant(seconds: 1_767_225_600)
    private let nonces = DPoPNonce(
        of: AuthorizationServerID(rawValue: "default"),
        sealedBy: TenantSecret(seed: 7, tenant: "main")
    )

    @Test func `a nonce has 32 characters and changes every 24 hours`() {
        let first = nonces.current(at: Self.midnight)
        #expect(first.count == 32)
        #expect(nonces.current(at: Self.midnight + TimeSpan(microseconds: 86_399_999_999)) == first)
        #expect(nonces.current(at: Self.midnight + .hours(24)) != first)
    }

    @Test(arguments: [
        (TimeSpan.seconds(0), true), (.hours(24), true), (.hours(71), true),
        (TimeSpan(microseconds: 259_199_999_999), true), (.hours(72), false), (.hours(1000), false),
        (.hours(-1), false),
    ])
    func `a nonce is accepted for three days`(age: TimeSpan, isAccepted: Bool) {
        #expect(nonces.accepts(nonces.current(at: Self.midnight), at: Self.midnight + age) == isAccepted)
    }

    @Test func `other servers, other tenants and other texts have other nonces`() {
        let nonce = nonces.current(at: Self.midnight)
        let others = [
            DPoPNonce(of: AuthorizationServerID(rawValue: "short"), sealedBy: TenantSecret(seed: 7, tenant: "main")),
            DPoPNonce(
                of: AuthorizationServerID(rawValue: "default"),
                sealedBy: TenantSecret(seed: 7, tenant: "tenant:a")
            ),
            DPoPNonce(of: AuthorizationServerID(rawValue: "default"), sealedBy: TenantSecret(seed: 8, tenant: "main")),
        ]
        for other in others { #expect(!other.accepts(nonce, at: Self.midnight)) }
        for text in ["", nonce.uppercased(), nonce + "A"] { #expect(!nonces.accepts(text, at: Self.midnight)) }
    }
}
