package import MockOktaFormats

package typealias ApplicationID = Identifier<Application>

/// An OIDC app integration, which OAuth calls a client (Okta's Application object, `/api/v1/apps`).
package struct Application: Sendable {
    private struct Members: Sendable {
        var id: ApplicationID
        var clientID: String
        var label: String
        var isActive = true
        var type: ApplicationType = .web
        var authenticationMethod: ClientAuthenticationMethod = .clientSecretBasic
        var secrets: [String] = []
        var grantTypes: [GrantType] = [.authorizationCode]
        var responseTypes: [ResponseType] = [.code]
        var redirectURIs: [String] = []
        var postLogoutRedirectURIs: [String] = []
        var allowsSubdomainWildcard = false
        var requiresPKCE = false
        var consentMethod: ConsentMethod = .trusted
        var requiresDPoP = false
        var refreshTokenRotation: RefreshTokenRotation = .fixed
        var assignments: Assignments = .everyone
        var jwks: JSON?
        var grantedOktaScopes: [String]?
        var profile: JSONObject = [:]
        var source: JSONObject = [:]
    }

    private var box: Box<Members>

    package init(id: ApplicationID, clientID: String, label: String) {
        box = Box(Members(id: id, clientID: clientID, label: label))
    }

    package func allows(_ grant: GrantType) -> Bool { grantTypes.contains(grant) }

    /// Whether the client cannot keep a secret (RFC 6749 §2.1).
    package var isPublic: Bool { authenticationMethod == .none }

    private mutating func change(_ change: (inout Members) -> Void) {
        box = box.changed(change)
    }
}

extension Application {
    package var id: ApplicationID {
        get { box.members.id }
        set { change { $0.id = newValue } }
    }

    package var clientID: String {
        get { box.members.clientID }
        set { change { $0.clientID = newValue } }
    }

    package var label: String {
        get { box.members.label }
        set { change { $0.label = newValue } }
    }

    package var isActive: Bool {
        get { box.members.isActive }
        set { change { $0.isActive = newValue } }
    }

    package var type: ApplicationType {
        get { box.members.type }
        set { change { $0.type = newValue } }
    }

    package var authenticationMethod: ClientAuthenticationMethod {
        get { box.members.authenticationMethod }
        set { change { $0.authenticationMethod = newValue } }
    }

    /// Every secret that authenticates: Okta allows two at a time.
    package var secrets: [String] {
        get { box.members.secrets }
        set { change { $0.secrets = newValue } }
    }

    package var grantTypes: [GrantType] {
        get { box.members.grantTypes }
        set { change { $0.grantTypes = newValue } }
    }

    package var responseTypes: [ResponseType] {
        get { box.members.responseTypes }
        set { change { $0.responseTypes = newValue } }
    }

    package var redirectURIs: [String] {
        get { box.members.redirectURIs }
        set { change { $0.redirectURIs = newValue } }
    }

    package var postLogoutRedirectURIs: [String] {
        get { box.members.postLogoutRedirectURIs }
        set { change { $0.postLogoutRedirectURIs = newValue } }
    }

    /// `wildcard_redirect: SUBDOMAIN` lets one `*` stand in the lowest label of a redirect URI's host.
    package var allowsSubdomainWildcard: Bool {
        get { box.members.allowsSubdomainWildcard }
        set { change { $0.allowsSubdomainWildcard = newValue } }
    }

    package var requiresPKCE: Bool {
        get { box.members.requiresPKCE }
        set { change { $0.requiresPKCE = newValue } }
    }

    package var consentMethod: ConsentMethod {
        get { box.members.consentMethod }
        set { change { $0.consentMethod = newValue } }
    }

    /// `dpop_bound_access_tokens`: token requests must carry a DPoP proof (RFC 9449 §5.2).
    package var requiresDPoP: Bool {
        get { box.members.requiresDPoP }
        set { change { $0.requiresDPoP = newValue } }
    }

    package var refreshTokenRotation: RefreshTokenRotation {
        get { box.members.refreshTokenRotation }
        set { change { $0.refreshTokenRotation = newValue } }
    }

    package var assignments: Assignments {
        get { box.members.assignments }
        set { change { $0.assignments = newValue } }
    }

    /// The client's public keys (RFC 7517 JWK Set) for `private_key_jwt` and request objects.
    package var jwks: JSON? {
        get { box.members.jwks }
        set { change { $0.jwks = newValue } }
    }

    /// `okta.*` scopes that an administrator granted; nil grants whatever is asked.
    package var grantedOktaScopes: [String]? {
        get { box.members.grantedOktaScopes }
        set { change { $0.grantedOktaScopes = newValue } }
    }

    /// `profile` attributes, for claims that speak of `app.profile`.
    package var profile: JSONObject {
        get { box.members.profile }
        set { change { $0.profile = newValue } }
    }

    package var source: JSONObject {
        get { box.members.source }
        set { change { $0.source = newValue } }
    }
}
