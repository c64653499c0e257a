package import MockOktaFormats

package typealias AuthorizationServerID = Identifier<AuthorizationServer>

/// An authorization server: the org's own, or a custom one (`/api/v1/authorizationServers`).
package struct AuthorizationServer: Sendable {
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

    private struct Members: Sendable {
        var id: AuthorizationServerID
        var name: String
        var address: String? {
            didSet { issuerPath = Self.issuerPath(address) }
        }
        /// Put together once, because every token names its issuer.
        private(set) var issuerPath: String
        var audience: String?
        var isActive = true
        var scopes: [Scope] = []
        var claims: [Claim] = [] {
            didSet {
                resourceClaims = claims.filter { $0.isActive && $0.target == .resource }
                identityClaims = claims.filter { $0.isActive && $0.target == .identity }
            }
        }
        /// Picked out once, because every token asks for its own.
        private(set) var resourceClaims: [Claim] = []
        private(set) var identityClaims: [Claim] = []
        var policies: [AccessPolicy] = []
        var signingKey = SigningKeySource()
        var source: JSONObject = [:]

        init(id: AuthorizationServerID, name: String, address: String?, audience: String?) {
            self.id = id
            self.name = name
            self.address = address
            issuerPath = Self.issuerPath(address)
            self.audience = audience
        }

        private static func issuerPath(_ address: String?) -> String { address.map { "/oauth2/\($0)" } ?? "" }
    }

    private var box: Box<Members>

    package init(id: AuthorizationServerID, name: String, address: String?, audience: String?) {
        box = Box(Members(id: id, name: name, address: address, audience: audience))
    }

    package var isOrg: Bool { box.members.address == nil }

    /// What follows the host in the issuer: empty for the org server (Okta, "Authorization servers").
    package var issuerPath: String { box.members.issuerPath }

    /// What the paths of the server's endpoints begin with; unlike the issuer, never empty.
    package var endpointPath: String { address.map { "/oauth2/\($0)" } ?? "/oauth2" }

    package func activeClaims(for target: Claim.Target) -> [Claim] {
        switch target {
        case .resource: box.members.resourceClaims
        case .identity: box.members.identityClaims
        }
    }

    package func scope(_ name: String) -> Scope? { index(ofScope: name).map { box.members.scopes[$0] } }

    package func hasScope(_ name: String) -> Bool { index(ofScope: name) != nil }

    /// Whether a user must agree before a client gets the scope.
    package func requiresConsent(to scope: String) -> Bool {
        index(ofScope: scope).map { box.members.scopes[$0].consent == .required } ?? false
    }

    /// Looks at the scopes in place, for their texts are many.
    private func index(ofScope name: String) -> Int? {
        box.members.scopes.indices.first { box.members.scopes[$0].name == name }
    }

    private mutating func change(_ change: (inout Members) -> Void) {
        box = box.changed(change)
    }
}

extension AuthorizationServer {
    package var id: AuthorizationServerID {
        get { box.members.id }
        set { change { $0.id = newValue } }
    }

    package var name: String {
        get { box.members.name }
        set { change { $0.name = newValue } }
    }

    /// The last part of the issuer, the id or the word `default`; nil for the org server.
    package var address: String? {
        get { box.members.address }
        set { change { $0.address = newValue } }
    }

    /// What access tokens carry as `aud`; nil for the org server, which puts its issuer there.
    package var audience: String? {
        get { box.members.audience }
        set { change { $0.audience = newValue } }
    }

    package var isActive: Bool {
        get { box.members.isActive }
        set { change { $0.isActive = newValue } }
    }

    package var scopes: [Scope] {
        get { box.members.scopes }
        set { change { $0.scopes = newValue } }
    }

    package var claims: [Claim] {
        get { box.members.claims }
        set { change { $0.claims = newValue } }
    }

    /// In order of priority, rules inside likewise.
    package var policies: [AccessPolicy] {
        get { box.members.policies }
        set { change { $0.policies = newValue } }
    }

    package var signingKey: SigningKeySource {
        get { box.members.signingKey }
        set { change { $0.signingKey = newValue } }
    }

    package var source: JSONObject {
        get { box.members.source }
        set { change { $0.source = newValue } }
    }
}
