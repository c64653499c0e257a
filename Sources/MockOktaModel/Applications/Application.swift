package import MockOktaFormats

package typealias ApplicationID = Identifier<Application>

/// An OIDC app integration, which OAuth calls a client (Okta's Application object, `/api/v1/apps`).
package struct Application: Sendable {
    package var id: ApplicationID
    package var clientID: String
    package var label: String
    package var isActive = true
    package var type: ApplicationType = .web
    package var authenticationMethod: ClientAuthenticationMethod = .clientSecretBasic
    /// Every secret that authenticates: Okta allows two at a time.
    package var secrets: [String] = []
    package var grantTypes: [GrantType] = [.authorizationCode]
    package var responseTypes: [ResponseType] = [.code]
    package var redirectURIs: [String] = []
    package var postLogoutRedirectURIs: [String] = []
    /// `wildcard_redirect: SUBDOMAIN` lets one `*` stand in the lowest label of a redirect URI's host.
    package var allowsSubdomainWildcard = false
    package var requiresPKCE = false
    package var consentMethod: ConsentMethod = .trusted
    /// `dpop_bound_access_tokens`: token requests must carry a DPoP proof (RFC 9449 §5.2).
    package var requiresDPoP = false
    package var refreshTokenRotation: RefreshTokenRotation = .fixed
    package var assignments: Assignments = .everyone
    /// The client's public keys (RFC 7517 JWK Set) for `private_key_jwt` and request objects.
    package var jwks: JSON?
    /// `okta.*` scopes that an administrator granted; nil grants whatever is asked.
    package var grantedOktaScopes: [String]?
    /// `profile` attributes, for claims that speak of `app.profile`.
    package var profile: JSONObject = [:]
    package var source: JSONObject = [:]

    package init(id: ApplicationID, clientID: String, label: String) {
        self.id = id
        self.clientID = clientID
        self.label = label
    }

    package func allows(_ grant: GrantType) -> Bool { grantTypes.contains(grant) }

    /// Whether the client cannot keep a secret (RFC 6749 §2.1).
    package var isPublic: Bool { authenticationMethod == .none }
}
