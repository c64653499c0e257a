package import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// A token of this tenant whose signature has been verified, and its claims; immutable.
package final class AuthenticatedToken: Sendable {
    package let claims: JSONObject
    package let id: TokenIdentifier
    /// The key that verified the signature; a key that later has the same id is a different one.
    let key: SigningKey
    let serverID: AuthorizationServerID
    package let clientID: String?
    package let userID: UserID?
    /// The expiry at the full resolution of the clock; `exp` has whole seconds.
    package let expires: Instant
    private let introspection = Lock<[UInt8]?>(nil)

    init(claims: JSONObject, id: TokenIdentifier, key: SigningKey, serverID: AuthorizationServerID) {
        self.claims = claims
        self.id = id
        self.key = key
        self.serverID = serverID
        clientID = claims[id.kind == .access ? "cid" : "aud"]?.string
        userID = (id.kind == .access ? claims["uid"] : claims["sub"])?.string.map(UserID.init(rawValue:))
        expires = Instant(seconds: Int64(claims["exp"]?.integer ?? 0)) + id.expiryFraction
    }

    /// Returns the body that `/introspect` answers while the token is active; it is rendered once.
    ///
    /// - Parameter render: renders the body; every call must give the same result.
    /// - Returns: the body of the first call.
    package func introspection(_ render: () -> [UInt8]) -> [UInt8] {
        if let known = introspection.withLock({ $0 }) { return known }
        let made = render()
        introspection.withLock { $0 = made }
        return made
    }
}
