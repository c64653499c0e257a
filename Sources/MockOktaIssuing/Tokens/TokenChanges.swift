package import MockOktaFormats
package import MockOktaModel

/// What an order changes in the token that a plan would give.
package struct TokenChanges: Sendable {
    /// Nil leaves the plan's lifetime.
    package var lifetime: TimeSpan?
    /// Laid over the token's own claims; `exp` wins over `lifetime`.
    package var claims: JSONObject
    /// Names of claims that are left out.
    package var without: [String]
    /// Laid over the token's own header.
    package var header: JSONObject
    package var defect: TokenDefect?

    package init(
        lifetime: TimeSpan? = nil,
        claims: JSONObject = [:],
        without: [String] = [],
        header: JSONObject = [:],
        defect: TokenDefect? = nil
    ) {
        self.lifetime = lifetime
        self.claims = claims
        self.without = without
        self.header = header
        self.defect = defect
    }

    /// When the token expires, where the order says so.
    func expiry(at now: Instant) -> Instant? {
        claims["exp"]?.integer.map { Instant(seconds: Int64($0)) } ?? lifetime.map { now + $0 }
    }

    /// The claims as ordered.
    func apply(to claims: inout JSONObject) {
        for member in self.claims.members { claims[member.key] = member.value }
        defect?.apply(to: &claims)
        for name in without { claims[name] = nil }
    }
}
