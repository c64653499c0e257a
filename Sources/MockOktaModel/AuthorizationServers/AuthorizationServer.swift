package import MockOktaFormats

package typealias AuthorizationServerID = Identifier<AuthorizationServer>

/// An authorization server: the org's own, or a custom one (`/api/v1/authorizationServers`).
///
/// An object that never changes, so that passing it on costs one reference, however many members it has.
package final class AuthorizationServer: Sendable {
    /// Where a server's signing key comes from.
    package struct SigningKeySource: Hashable, Sendable {
        /// Nil means a key is made when the server first needs one.
        package var privateKey: GivenKey?
        /// The id to publish the key under; nil means the key's thumbprint (RFC 7638).
        package var keyID: String?

        package init(privateKey: GivenKey? = nil, keyID: String? = nil) {
            self.privateKey = privateKey
            self.keyID = keyID
        }

        /// By the id alone: hashing a key's whole text would cost every request.
        package func hash(into hasher: inout Hasher) {
            hasher.combine(keyID)
        }
    }

    package let id: AuthorizationServerID
    package let name: String
    /// The last part of the issuer, the id or the word `default`; nil for the org server.
    package let address: String?
    /// What follows the host in the issuer: empty for the org server (Okta, "Authorization servers").
    ///
    /// Put together once, because every token names its issuer.
    package let issuerPath: String
    /// Nil for the org server.
    package let audience: String?
    package let isActive: Bool
    package let scopes: [Scope]
    package let claims: [Claim]
    /// Active claims by token, picked out once, because every token asks for its own.
    private let resourceClaims: [Claim]
    private let identityClaims: [Claim]
    /// In order of priority, rules inside likewise.
    package let policies: [AccessPolicy]
    package let signingKey: SigningKeySource
    package let source: JSONObject

    package init(
        id: AuthorizationServerID,
        name: String,
        address: String?,
        audience: String?,
        isActive: Bool = true,
        scopes: [Scope] = [],
        claims: [Claim] = [],
        policies: [AccessPolicy] = [],
        signingKey: SigningKeySource = SigningKeySource(),
        source: JSONObject = [:]
    ) {
        self.id = id
        self.name = name
        self.address = address
        issuerPath = address.map { "/oauth2/\($0)" } ?? ""
        self.audience = audience
        self.isActive = isActive
        self.scopes = scopes
        self.claims = claims
        resourceClaims = claims.filter { $0.isActive && $0.target == .resource }
        identityClaims = claims.filter { $0.isActive && $0.target == .identity }
        self.policies = policies
        self.signingKey = signingKey
        self.source = source
    }

    package var isOrg: Bool { address == nil }

    /// What the paths of the server's endpoints begin with; unlike the issuer, never empty.
    package var endpointPath: String { address.map { "/oauth2/\($0)" } ?? "/oauth2" }

    package func activeClaims(for target: Claim.Target) -> [Claim] {
        switch target {
        case .resource: resourceClaims
        case .identity: identityClaims
        }
    }

    package func scope(_ name: String) -> Scope? { index(ofScope: name).map { scopes[$0] } }

    package func hasScope(_ name: String) -> Bool { index(ofScope: name) != nil }

    /// Whether a user must agree before a client gets the scope.
    package func requiresConsent(to scope: String) -> Bool {
        index(ofScope: scope).map { scopes[$0].consent == .required } ?? false
    }

    /// Looks at the scopes in place, for their texts are many.
    private func index(ofScope name: String) -> Int? {
        scopes.indices.first { scopes[$0].name.hasSameBytes(as: name) }
    }
}

extension AuthorizationServer: TableRow {
    /// By the word in the URL, and by the id.
    package var keys: [ExactString] { [ExactString(address ?? ""), ExactString(id.rawValue)] }
}
