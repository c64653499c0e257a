package import MockOktaEndpoints
import MockOktaHTTP

/// Everything that an authorization server answers: `/oauth2`, `/.well-known`, and what signs a browser in and out.
package enum AuthorizationFeature {
    /// The endpoint table: methods, paths, who calls it, weight, signing keys, what answers.
    package static let endpoints: [Endpoint] =
        discovery + protocolEndpoints + newerEndpoints + activation + signIn + unserved
        + [Endpoint([.get], ["/"], .org, .ownPage, .light, .noKeys, HomePage.answer)]

    private static let discovery = [
        row([.get], openIDConfiguration, .publicDocument, .light, .noKeys, DiscoveryEndpoint.openIDConfiguration),
        row([.get], oauthServerMetadata, .publicDocument, .light, .noKeys, DiscoveryEndpoint.oauthServerMetadata),
        row([.get], onServer("/keys"), .publicDocument, .light, .publishesKeys, KeysEndpoint.answer),
    ]

    private static let protocolEndpoints = [
        row([.get, .post], onServer("/authorize"), .page(.authorize), .heavy, .usesKeys, AuthorizeEndpoint.answer),
        row([.post], onServer("/authorize/sign-in"), .page(.authorize), .heavy, .usesKeys, SignInEndpoint.answer),
        row([.post], onServer("/authorize/consent"), .page(.authorize), .heavy, .usesKeys, ConsentEndpoint.answer),
        row([.post], onServer("/authorize/cancel"), .page(.authorize), .light, .noKeys, CancelEndpoint.answer),
        row([.post], onServer("/token"), .api(.token, .anyOrigin), .heavy, .usesKeys, TokenEndpoint.answer),
        row([.post], onServer("/introspect"), otherAPI, .light, .usesKeys, IntrospectEndpoint.answer),
        row([.post], onServer("/revoke"), .api(.other, .anyOrigin), .light, .usesKeys, RevokeEndpoint.answer),
        row(
            [.get, .post],
            onServer("/userinfo"),
            .api(.other, .anyOriginWithChallenge),
            .light,
            .usesKeys,
            UserInfoEndpoint.answer
        ),
        row([.get, .post], onServer("/logout"), .page(.other), .light, .usesKeys, LogoutEndpoint.answer),
    ]

    private static let newerEndpoints = [
        row([.post], onServer("/par"), .api(.other, .anyOrigin), .heavy, .noKeys, PushedRequestEndpoint.answer),
        row([.post], onServer("/device/authorize"), otherAPI, .light, .noKeys, DeviceAuthorizationEndpoint.answer),
        row(
            [.post],
            onServer("/bc/authorize"),
            .api(.other, .anyOrigin),
            .heavy,
            .usesKeys,
            BackchannelEndpoint.answer
        ),
    ]

    private static let signIn = [
        row([.post], ["/api/v1/authn"], otherAPI, .heavy, .noKeys, AuthnEndpoint.answer),
        row([.get, .delete], ["/api/v1/sessions/me"], otherAPI, .light, .noKeys, SessionEndpoint.answer),
        row([.post], [sessionRefresh], otherAPI, .light, .noKeys, SessionEndpoint.refresh),
        row([.get], [sessionRedirect], .page(.other), .light, .noKeys, SessionRedirectEndpoint.answer),
        row([.get], ["/login/signout"], .page(.other), .light, .noKeys, SignOutEndpoint.answer),
    ]

    /// The device flow's page is the org's, whichever server was asked.
    private static let activation = [
        Endpoint([.get], ["/activate"], .org, .page(.other), .light, .noKeys, ActivateEndpoint.show),
        Endpoint([.post], ["/activate"], .org, .page(.other), .light, .noKeys, ActivateEndpoint.submit),
    ]

    /// Features that Okta has and this double does not.
    private static let unserved = [
        row([.post], onServer("/interact"), .api(.other, .anyOrigin), .light, .noKeys, UnservedEndpoint.answer)
    ]

    private static let otherAPI = Endpoint.Kind.api(.other, .trustedOrigins)
    private static let sessionRefresh = "/api/v1/sessions/me/lifecycle/refresh"
    private static let sessionRedirect = "/login/sessionCookieRedirect"

    /// Metadata lives below the issuer.
    private static let openIDConfiguration = [
        "/.well-known/openid-configuration", "/oauth2/{server}/.well-known/openid-configuration",
    ]

    /// RFC 8414 §3.1 puts the issuer's path behind the well-known one.
    private static let oauthServerMetadata = [
        "/.well-known/oauth-authorization-server", "/oauth2/{server}/.well-known/oauth-authorization-server",
        "/.well-known/oauth-authorization-server/oauth2/{server}",
    ]

    /// The paths of an endpoint that the org server and every custom server have.
    private static func onServer(_ path: String) -> [String] {
        ["/oauth2/v1" + path, "/oauth2/{server}/v1" + path]
    }

    /// All but the home page speak of an authorization server.
    private static func row(
        _ methods: [HTTPMethod],
        _ paths: [String],
        _ kind: Endpoint.Kind,
        _ weight: Endpoint.Weight,
        _ keyUse: Endpoint.KeyUse,
        _ handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        Endpoint(methods, paths, .authorizationServer, kind, weight, keyUse, handler)
    }
}
