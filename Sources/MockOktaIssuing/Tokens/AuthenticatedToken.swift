package import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// A token of this tenant whose signature has been verified, and its claims; immutable.
package final class AuthenticatedToken: Sendable {
    package let claims: JSONObject
    package let id: TokenIdentifier
    /// Verified the signature; another key under its id does not.
    let key: SigningKey
    let serverID: AuthorizationServerID
    package let clientID: String?
    package let userID: UserID?
    /// At the full resolution of the clock, of which `exp` has the second only.
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

    /// The body that `/introspect` answers while the token is active, rendered at the first request.
    ///
    /// - Parameter render: makes the body; the same one at every call.
    /// - Returns: the body that was rendered first.
    package func introspection(_ render: () -> [UInt8]) -> [UInt8] {
        if let known = introspection.withLock({ $0 }) { return known }
        let made = render()
        introspection.withLock { $0 = made }
        return made
    }
}
