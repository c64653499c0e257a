package import MockOktaEndpoints
import MockOktaHTTP

/// Everything that an authorization server answers: `/oauth2`, `/.well-known`, and what signs a browser in and out.
package enum AuthorizationFeature {
    /// The endpoint table: methods, paths, who calls it, weight, signing keys, how it refuses, what answers.
    package static let endpoints: [Endpoint] =
        discovery + protocolEndpoints + pushedAndDecoupled + activation + signIn + authn + interaction
        + [Endpoint([.get], ["/"], .org, .ownPage, .light, .noKeys, .json, HomePage.answer)]

    private static let discovery = [
        row(
            [.get],
            openIDConfiguration,
            .publicDocument,
            .light,
            .noKeys,
            .json,
            DiscoveryEndpoint.openIDConfiguration
        ),
        row(
            [.get],
            oauthServerMetadata,
            .publicDocument,
            .light,
            .noKeys,
            .json,
            DiscoveryEndpoint.oauthServerMetadata
        ),
        row([.get], onServer("/keys"), .publicDocument, .light, .publishesKeys, .json, KeysEndpoint.answer),
        row([.get], ["/.well-known/webfinger"], .publicDocument, .light, .noKeys, .json, WebFingerEndpoint.answer),
    ]

    private static let protocolEndpoints = [
        row(
            [.get, .post],
            onServer("/authorize"),
            .page(.authorize),
            .heavy,
            .usesKeys,
            toApp,
            AuthorizeEndpoint.answer
        ),
        row(
            [.post],
            onServer("/authorize/sign-in"),
            .page(.authorize),
            .password,
            .usesKeys,
            onPage,
            SignInEndpoint.answer
        ),
        row(
            [.post],
            onServer("/authorize/step"),
            .page(.authorize),
            .password,
            .usesKeys,
            onPage,
            SignInStepEndpoint.answer
        ),
        row(
            [.post],
            onServer("/authorize/consent"),
            .page(.authorize),
            .heavy,
            .usesKeys,
            onPage,
            ConsentEndpoint.answer
        ),
        row([.post], onServer("/authorize/cancel"), .page(.authorize), .light, .noKeys, onPage, CancelEndpoint.answer),
        row([.post], onServer("/token"), .api(.token, .anyOrigin), .password, .usesKeys, .json, TokenEndpoint.answer),
        row([.post], onServer("/introspect"), otherAPI, .light, .usesKeys, .json, IntrospectEndpoint.answer),
        row([.post], onServer("/revoke"), .api(.other, .anyOrigin), .light, .usesKeys, .json, RevokeEndpoint.answer),
        row(
            [.get, .post],
            onServer("/userinfo"),
            .api(.other, .anyOriginWithChallenge),
            .light,
            .usesKeys,
            challenge,
            UserInfoEndpoint.answer
        ),
        row([.get, .post], onServer("/logout"), .page(.other), .light, .usesKeys, onPage, LogoutEndpoint.answer),
    ]

    private static let pushedAndDecoupled = [
        row([.post], onServer("/par"), .api(.other, .anyOrigin), .heavy, .noKeys, .json, PushedRequestEndpoint.answer),
        row(
            [.post],
            onServer("/device/authorize"),
            otherAPI,
            .light,
            .noKeys,
            .json,
            DeviceAuthorizationEndpoint.answer
        ),
        row(
            [.post],
            onServer("/primary-authenticate"),
            .api(.other, .anyOrigin),
            .password,
            .noKeys,
            .json,
            PrimaryAuthenticateEndpoint.answer
        ),
        row(
            [.post],
            onServer("/challenge"),
            .api(.other, .anyOrigin),
            .heavy,
            .noKeys,
            .json,
            DirectChallengeEndpoint.answer
        ),
        row(
            [.post],
            onServer("/bc/authorize"),
            .api(.other, .anyOrigin),
            .heavy,
            .usesKeys,
            .json,
            BackchannelEndpoint.answer
        ),
    ]

    private static let signIn = [
        row([.get, .delete], ["/api/v1/sessions/me"], otherAPI, .light, .noKeys, .json, SessionEndpoint.answer),
        row([.post], [sessionRefresh], otherAPI, .light, .noKeys, .json, SessionEndpoint.refresh),
        row([.get], [sessionRedirect], .page(.other), .light, .noKeys, onPage, SessionRedirectEndpoint.answer),
        Endpoint([.get], [PostedPages.path], .org, .page(.other), .light, .noKeys, onPage, PostedPageEndpoint.answer),
        row(
            [.get],
            [TokenRedirectEndpoint.path, TokenRedirectEndpoint.stepUpPath],
            .page(.authorize),
            .heavy,
            .usesKeys,
            onPage,
            TokenRedirectEndpoint.answer
        ),
        row([.get], [ErrorRedirectEndpoint.path], .page(.other), .light, .noKeys, onPage, ErrorRedirectEndpoint.answer),
        row([.get], ["/email/verify/{app}/{token}"], .page(.other), .light, .noKeys, onPage, EmailLinkEndpoint.answer),
        row([.get], recoveryPages, .page(.other), .heavy, .noKeys, onPage, RecoveryPage.show),
        row([.post], recoveryPages, .page(.other), .heavy, .noKeys, onPage, RecoveryPage.submit),
        row([.get], ["/login/token/sso"], .page(.other), .light, .noKeys, onPage, WebSSOEndpoint.answer),
        row([.get], ["/login/signout"], .page(.other), .light, .noKeys, onPage, SignOutEndpoint.answer),
    ]

    private static let authn: [Endpoint] = [
        authn("", AuthnEndpoint.start), authn("/introspect", AuthnEndpoint.introspect),
        authn("/previous", AuthnEndpoint.previous), authn("/skip", AuthnEndpoint.skip),
        authn("/cancel", AuthnEndpoint.cancel),
        authn("/credentials/change_password", AuthnEndpoint.changePassword),
        authn("/credentials/reset_password", AuthnEndpoint.resetPassword),
        authn("/factors", AuthnFactorsEndpoint.enroll),
        authn("/factors/{factor}/verify", AuthnFactorsEndpoint.verify),
        authn("/factors/{factor}/verify/resend", AuthnFactorsEndpoint.resend),
        authn("/factors/{factor}/lifecycle/activate", AuthnFactorsEndpoint.activate),
        authn("/factors/{factor}/lifecycle/resend", AuthnFactorsEndpoint.resend),
        authn("/recovery/password", AuthnRecoveryEndpoint.password),
        authn("/recovery/unlock", AuthnRecoveryEndpoint.unlock),
        authn("/recovery/token", AuthnRecoveryEndpoint.token),
        authn("/recovery/answer", AuthnRecoveryEndpoint.answer),
        authn("/recovery/factors/{factor}/verify", AuthnRecoveryEndpoint.verify),
        authn("/recovery/factors/{factor}/resend", AuthnRecoveryEndpoint.resend),
        row([.get], [AuthnQRCodeEndpoint.pattern], otherAPI, .light, .noKeys, .json, AuthnQRCodeEndpoint.answer),
    ]

    private static func authn(_ path: String, _ handler: @escaping Endpoint.Handler) -> Endpoint {
        row([.post], ["/api/v1/authn" + path], otherAPI, .password, .noKeys, .json, handler)
    }

    /// The pages of the device flow and of backchannel authentication are the org's, whichever server was asked.
    private static let activation = [
        Endpoint(
            [.get],
            [BackchannelApprovalEndpoint.path],
            .org,
            .page(.other),
            .light,
            .noKeys,
            onPage,
            BackchannelApprovalEndpoint.show
        ),
        Endpoint([.get], ["/activate"], .org, .page(.other), .light, .noKeys, onPage, ActivateEndpoint.show),
        Endpoint([.post], ["/activate"], .org, .page(.other), .light, .noKeys, onPage, ActivateEndpoint.submit),
    ]

    /// The Identity Engine's API.
    private static let interaction: [Endpoint] =
        [
            row(
                [.post],
                onServer("/interact"),
                .api(.other, .anyOrigin),
                .heavy,
                .noKeys,
                .json,
                InteractEndpoint.answer
            )
        ]
        + IDXEndpoint.calls.map { path, handler in
            Endpoint([.post], ["/idp/idx/" + path], .org, otherAPI, .password, .noKeys, IDXAnswer.refusals, handler)
        }

    private static let recoveryPages = ["/signin/reset-password/{token}", "/signin/unlock/{token}"]

    private static let toApp = AuthorizeEndpoint.refusals
    private static let onPage = ErrorPage.refusals
    private static let challenge = UserInfoEndpoint.refusals
    private static let otherAPI = Endpoint.Kind.api(.other, .trustedOrigins)
    private static let sessionRefresh = "/api/v1/sessions/me/lifecycle/refresh"
    private static let sessionRedirect = "/login/sessionCookieRedirect"

    /// The path of the metadata follows the issuer (OpenID Connect Discovery §4).
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

    /// A row of an endpoint that belongs to an authorization server.
    private static func row(
        _ methods: [HTTPMethod],
        _ paths: [String],
        _ kind: Endpoint.Kind,
        _ weight: Endpoint.Weight,
        _ keyUse: Endpoint.KeyUse,
        _ refusals: RefusalRenderer,
        _ handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        Endpoint(methods, paths, .authorizationServer, kind, weight, keyUse, refusals, handler)
    }
}
