package import MockOktaFormats

package typealias AuthorizationServerID = Identifier<AuthorizationServer>

/// An authorization server: the org's own, or a custom one (`/api/v1/authorizationServers`).
package struct AuthorizationServer: Sendable {
    /// Where a server's signing key comes from.
    package struct SigningKeySource: Hashable, Sendable {
        /// PEM; nil means a key is made when the server first needs one.
        package var privateKey: String?
        /// The id to publish the key under; nil means the key's thumbprint (RFC 7638).
        package var keyID: String?

        package init(privateKey: String? = nil, keyID: String? = nil) {
            self.privateKey = privateKey
            self.keyID = keyID
        }

        /// By the id alone: hashing a key's whole text would cost every request.
        package func hash(into hasher: inout Hasher) {
            hasher.combine(keyID)
        }
    }

    package var id: AuthorizationServerID
    package var name: String
    /// The last part of the issuer, the id or the word `default`; nil for the org server.
    package var address: String?
    /// What access tokens carry as `aud`; nil for the org server, which puts its issuer there.
    package var audience: String?
    package var isActive = true
    package var scopes: [Scope] = []
    package var claims: [Claim] = []
    /// In order of priority, rules inside likewise.
    package var policies: [AccessPolicy] = []
    package var signingKey = SigningKeySource()
    package var source: JSONObject = [:]

    package init(id: AuthorizationServerID, name: String, address: String?, audience: String?) {
        self.id = id
        self.name = name
        self.address = address
        self.audience = audience
    }

    package var isOrg: Bool { address == nil }

    /// What follows the host in the issuer: empty for the org server (Okta, "Authorization servers").
    package var issuerPath: String { address.map { "/oauth2/\($0)" } ?? "" }

    /// What the paths of the server's endpoints begin with; unlike the issuer, never empty.
    package var endpointPath: String { address.map { "/oauth2/\($0)" } ?? "/oauth2" }

    package func scope(_ name: String) -> Scope? { scopes.first { $0.name == name } }
}
