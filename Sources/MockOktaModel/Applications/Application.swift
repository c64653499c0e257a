package import MockOktaFormats

package typealias ApplicationID = Identifier<Application>

/// An OIDC app integration, called a client in OAuth (Okta's Application object, `/api/v1/apps`).
///
/// It is an immutable object, so that passing it on costs one reference, however many members it has.
package final class Application: Sendable {
    package let id: ApplicationID
    package let clientID: String
    package let label: String
    package let isActive: Bool
    package let type: ApplicationType
    package let authenticationMethod: ClientAuthenticationMethod
    /// All secrets that authenticate the client: Okta allows two at a time.
    package let secrets: [String]
    package let grantTypes: [GrantType]
    package let responseTypes: [ResponseType]
    package let redirectURIs: [String]
    package let postLogoutRedirectURIs: [String]
    /// `wildcard_redirect: SUBDOMAIN` allows one `*` in the lowest label of a redirect URI's host.
    package let allowsSubdomainWildcard: Bool
    package let requiresPKCE: Bool
    package let consentMethod: ConsentMethod
    /// `dpop_bound_access_tokens`: token requests must carry a DPoP proof (RFC 9449 §5.2).
    package let requiresDPoP: Bool
    package let refreshTokenRotation: RefreshTokenRotation
    package let assignments: Assignments
    /// The client's public keys (RFC 7517 JWK Set) for `private_key_jwt` and request objects.
    package let jwks: JSON?
    /// `okta.*` scopes that an administrator has granted; nil grants every requested one.
    package let grantedOktaScopes: [String]?
    /// `idTokenGroups`: the value of the org server's claim `groups`; nil when the app has no such claim.
    package let groupsClaim: Claim.Value?
    /// `profile` attributes, for claims that refer to `app.profile`.
    package let profile: JSONObject
    /// The object in Okta's full form, whichever form the fixture uses.
    package let source: JSONObject

    package init(
        id: ApplicationID,
        clientID: String,
        label: String,
        isActive: Bool = true,
        type: ApplicationType = .web,
        authenticationMethod: ClientAuthenticationMethod = .clientSecretBasic,
        secrets: [String] = [],
        grantTypes: [GrantType] = [.authorizationCode],
        responseTypes: [ResponseType] = [.code],
        redirectURIs: [String] = [],
        postLogoutRedirectURIs: [String] = [],
        allowsSubdomainWildcard: Bool = false,
        requiresPKCE: Bool = false,
        consentMethod: ConsentMethod = .trusted,
        requiresDPoP: Bool = false,
        refreshTokenRotation: RefreshTokenRotation = .fixed,
        assignments: Assignments = .everyone,
        jwks: JSON? = nil,
        grantedOktaScopes: [String]? = nil,
        groupsClaim: Claim.Value? = nil,
        profile: JSONObject = [:],
        source: JSONObject = [:]
    ) {
        self.id = id
        self.clientID = clientID
        self.label = label
        self.isActive = isActive
        self.type = type
        self.authenticationMethod = authenticationMethod
        self.secrets = secrets
        self.grantTypes = grantTypes
        self.responseTypes = responseTypes
        self.redirectURIs = redirectURIs
        self.postLogoutRedirectURIs = postLogoutRedirectURIs
        self.allowsSubdomainWildcard = allowsSubdomainWildcard
        self.requiresPKCE = requiresPKCE
        self.consentMethod = consentMethod
        self.requiresDPoP = requiresDPoP
        self.refreshTokenRotation = refreshTokenRotation
        self.assignments = assignments
        self.jwks = jwks
        self.grantedOktaScopes = grantedOktaScopes
        self.groupsClaim = groupsClaim
        self.profile = profile
        self.source = source
    }

    /// `jwks_uri`: the URL of the client's public keys, for a client without `jwks`.
    package var jwksURI: String? {
        let uri = (source["settings"]?["oauthClient"]?["jwks_uri"] ?? source["jwks_uri"])?.string
        return uri?.isEmpty == false ? uri : nil
    }

    package func allows(_ grant: GrantType) -> Bool { grantTypes.contains(grant) }

    /// Whether the client cannot keep a secret (RFC 6749 §2.1).
    package var isPublic: Bool { authenticationMethod == .none }
}

extension Application: TableRow {
    /// The table key: the client id.
    package var keys: [ExactString] { [ExactString(clientID)] }
}

/// The users that may use an app, in addition to those with a row in the org's `appUsers`.
package enum Assignments: Hashable, Sendable {
    case everyone
    case only(groups: Set<GroupID>)
}
