import MockOktaFormats
package import MockOktaModel

/// The nonces that a server asks DPoP proofs to hold (RFC 9449 §8): recomputed when needed, none is stored.
///
/// There is one for each day of the virtual clock. Okta makes a new one every 24 hours and takes each for three days
/// (Okta, "Configure OAuth 2.0 DPoP").
package struct DPoPNonce: Sendable {
    private let secret: TenantSecret
    private let server: AuthorizationServerID

    private static let secondsOfPeriod: Int64 = 86_400
    private static let acceptedPeriods: Int64 = 3

    package init(of server: AuthorizationServerID, sealedBy secret: TenantSecret) {
        self.server = server
        self.secret = secret
    }

    /// The nonce to send: 32 characters, as Okta's are.
    package func current(at now: Instant) -> String { nonce(of: Self.period(now)) }

    package func accepts(_ nonce: String, at now: Instant) -> Bool {
        let latest = Self.period(now)
        return (0..<Self.acceptedPeriods).contains { self.nonce(of: latest - $0) == nonce }
    }

    private static func period(_ now: Instant) -> Int64 {
        let (quotient, remainder) = now.seconds.quotientAndRemainder(dividingBy: secondsOfPeriod)
        return remainder < 0 ? quotient - 1 : quotient
    }

    private func nonce(of period: Int64) -> String {
        let content = Array("\(server)/\(period)".utf8)
        // 24 bytes: a seal is 16.
        return Base64URL.encode(
            secret.seal(content, for: "dpop-nonce") + secret.seal(content, for: "dpop-nonce-end").prefix(8)
        )
    }
}
