import MockOktaFormats
package import MockOktaModel

/// The nonces that a server requires in DPoP proofs (RFC 9449 §8); they are computed when needed, not stored.
///
/// The nonce changes every 24 hours of the virtual clock and is valid for three days, as Okta's (Okta, "Configure OAuth
/// 2.0 DPoP").
package struct DPoPNonce: Sendable {
    private let secret: TenantSecret
    private let server: AuthorizationServerID

    private static let secondsOfPeriod: Int64 = 86_400
    private static let acceptedPeriods: Int64 = 3

    package init(of server: AuthorizationServerID, sealedBy secret: TenantSecret) {
        self.server = server
        self.secret = secret
    }

    /// The current nonce: 32 characters, as Okta's.
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
        // 24 bytes are 32 characters; a seal has 16 bytes.
        return Base64URL.encode(
            secret.seal(content, for: "dpop-nonce") + secret.seal(content, for: "dpop-nonce-end").prefix(8)
        )
    }
}
