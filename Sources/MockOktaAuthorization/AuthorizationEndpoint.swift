package import MockOktaHTTP

/// The endpoints of an authorization server; each exists for the org server and for every custom one.
package enum AuthorizationEndpoint: Sendable, CaseIterable {
    case openIDConfiguration
    case oauthServerMetadata
    case keys
    case authorize
    case signIn
    case consent
    case cancel
    case authn
    case token
    case introspect
    case revoke
    case userInfo
    case logout
    case session
    case sessionRefresh
    case sessionRedirect
    case signOut
    case unserved

    package var methods: [HTTPMethod] {
        switch self {
        case .openIDConfiguration, .oauthServerMetadata, .keys: [.get]
        case .authorize, .logout, .userInfo: [.get, .post]
        case .session: [.get, .delete]
        case .sessionRedirect, .signOut: [.get]
        case .sessionRefresh, .signIn, .consent, .cancel, .authn, .token, .introspect, .revoke, .unserved: [.post]
        }
    }

    /// What follows `/oauth2` or `/oauth2/{server}`; metadata lives below the issuer instead.
    private var path: String {
        switch self {
        case .openIDConfiguration: "/.well-known/openid-configuration"
        case .oauthServerMetadata: "/.well-known/oauth-authorization-server"
        case .keys: "/v1/keys"
        case .authorize: "/v1/authorize"
        case .signIn: "/v1/authorize/sign-in"
        case .consent: "/v1/authorize/consent"
        case .cancel: "/v1/authorize/cancel"
        case .authn: "/api/v1/authn"
        case .token: "/v1/token"
        case .introspect: "/v1/introspect"
        case .revoke: "/v1/revoke"
        case .userInfo: "/v1/userinfo"
        case .logout: "/v1/logout"
        case .session: "/api/v1/sessions/me"
        case .sessionRefresh: "/api/v1/sessions/me/lifecycle/refresh"
        case .sessionRedirect: "/login/sessionCookieRedirect"
        case .signOut: "/login/signout"
        case .unserved: "/v1/par"
        }
    }

    /// Paths of features that Okta has and this double does not.
    private static let unservedPaths = ["/v1/par", "/v1/device/authorize", "/v1/bc/authorize", "/v1/interact"]

    /// Every path the endpoint answers at.
    package var patterns: [String] {
        switch self {
        case .openIDConfiguration:
            [path, "/oauth2/{server}" + path]
        case .oauthServerMetadata:
            // RFC 8414 §3.1 puts the issuer's path behind the well-known one.
            [path, "/oauth2/{server}" + path, path + "/oauth2/{server}"]
        case .authn, .session, .sessionRefresh, .sessionRedirect, .signOut:
            [path]
        case .unserved:
            Self.unservedPaths.flatMap { ["/oauth2" + $0, "/oauth2/{server}" + $0] }
        default:
            ["/oauth2" + path, "/oauth2/{server}" + path]
        }
    }

    /// Whether answering may take a signature or a password's hash, which light requests shall not wait for.
    package var isHeavy: Bool {
        switch self {
        case .token, .authorize, .signIn, .consent, .authn: true
        default: false
        }
    }

    /// Whether answering takes the server's keys, which may still be in the making.
    package var needsKey: Bool {
        switch self {
        case .token, .authorize, .signIn, .consent, .keys, .introspect, .revoke, .userInfo, .logout: true
        default: false
        }
    }

    /// Whether it tells everybody the same, until the org, its keys or its address change.
    package var isPublished: Bool {
        switch self {
        case .openIDConfiguration, .oauthServerMetadata, .keys: true
        default: false
        }
    }

    /// Whether Okta counts calls: metadata and keys are free (Okta, "Rate limits").
    package var isMetered: Bool { !isPublished }
}
