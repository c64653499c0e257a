package import MockOktaFormats

package typealias AuthorizationServerID = Identifier<AuthorizationServer>

/// An authorization server: the org authorization server or a custom one (`/api/v1/authorizationServers`).
///
/// It is an immutable object, so that passing it on costs one reference, however many members it has.
package final class AuthorizationServer: Sendable {
    /// The source of a server's signing key.
    package struct SigningKeySource: Hashable, Sendable {
        /// Nil means that a key is generated when the server first needs one.
        package var privateKey: GivenKey?
        /// The `kid` of the published key; nil means the key's thumbprint (RFC 7638).
        package var keyID: String?

        package init(privateKey: GivenKey? = nil, keyID: String? = nil) {
            self.privateKey = privateKey
            self.keyID = keyID
        }

        /// Hashes the id only: hashing the full text of a key would slow down every request.
        package func hash(into hasher: inout Hasher) {
            hasher.combine(keyID)
        }
    }

    package let id: AuthorizationServerID
    package let name: String
    /// The last path segment of the issuer, the id or `default`; nil for the org server.
    package let address: String?
    /// The path of the issuer URL: empty for the org server (Okta, "Authorization servers").
    ///
    /// It is stored, because every token contains the issuer.
    package let issuerPath: String
    /// Nil for the org server.
    package let audience: String?
    package let isActive: Bool
    package let scopes: [Scope]
    package let claims: [Claim]
    /// The active claims of each token type, selected once, because every token needs them.
    private let resourceClaims: [Claim]
    private let identityClaims: [Claim]
    /// In order of priority, as are the rules of each policy.
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

    /// The path prefix of the server's endpoints; unlike the issuer's path, it is never empty.
    package var endpointPath: String { address.map { "/oauth2/\($0)" } ?? "/oauth2" }

    package func activeClaims(for target: Claim.Target) -> [Claim] {
        switch target {
        case .resource: resourceClaims
        case .identity: identityClaims
        }
    }

    package func scope(_ name: String) -> Scope? { index(ofScope: name).map { scopes[$0] } }

    package func hasScope(_ name: String) -> Bool { index(ofScope: name) != nil }

    /// Whether the user's consent is required before a client is granted the scope.
    package func requiresConsent(to scope: String) -> Bool {
        index(ofScope: scope).map { scopes[$0].consent == .required } ?? false
    }

    /// Searches the scopes in place, because copying a scope copies its many strings.
    private func index(ofScope name: String) -> Int? {
        scopes.indices.first { scopes[$0].name.hasSameBytes(as: name) }
    }
}

extension AuthorizationServer: TableRow {
    /// The table keys: the path segment and the id.
    package var keys: [ExactString] { [ExactString(address ?? ""), ExactString(id.rawValue)] }
}
