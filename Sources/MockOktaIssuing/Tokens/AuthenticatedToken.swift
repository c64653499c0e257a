package import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// A token of ours whose signature has been verified, with what its claims say: nothing of it ever changes.
package final class AuthenticatedToken: Sendable {
    package let claims: JSONObject
    package let id: TokenIdentifier
    let keyID: String
    let serverID: AuthorizationServerID
    package let clientID: String?
    package let userID: UserID?
    /// At the full resolution of the clock: whoever reads `exp` alone sees the second in which it lies.
    package let expires: Instant
    private let introspection = Lock<[UInt8]?>(nil)

    init(claims: JSONObject, id: TokenIdentifier, keyID: String, serverID: AuthorizationServerID) {
        self.claims = claims
        self.id = id
        self.keyID = keyID
        self.serverID = serverID
        clientID = (claims["cid"] ?? claims["aud"])?.string
        userID = (id.kind == .access ? claims["uid"] : claims["sub"])?.string.map(UserID.init(rawValue:))
        expires = Instant(seconds: Int64(claims["exp"]?.integer ?? 0)) + id.expiryFraction
    }

    /// What `/introspect` says of it while it is good, put into words when that is first asked.
    ///
    /// - Parameter words: must say the same whenever they are made of this token.
    /// - Returns: the words that were made first.
    package func introspection(_ words: () -> [UInt8]) -> [UInt8] {
        if let known = introspection.withLock({ $0 }) { return known }
        let made = words()
        introspection.withLock { $0 = made }
        return made
    }
}
