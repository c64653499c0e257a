package import MockOktaFormats
package import MockOktaModel

/// Requested changes to the token of a plan.
package struct TokenChanges: Sendable {
    /// The lifetime; nil keeps that of the plan.
    package var lifetime: TimeSpan?
    /// Claims to add or replace; `exp` takes precedence over `lifetime`.
    package var claims: JSONObject
    /// Names of claims to remove.
    package var without: [String]
    /// Header members to add or replace.
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

    /// The requested expiry; nil where none is requested.
    func expiry(at now: Instant) -> Instant? {
        claims["exp"]?.integer.map { Instant(seconds: Int64($0)) } ?? lifetime.map { now + $0 }
    }

    /// Applies the changes to the claims.
    func apply(to claims: inout JSONObject) {
        for member in self.claims.members { claims[member.key] = member.value }
        defect?.apply(to: &claims)
        for name in without { claims[name] = nil }
    }
}
