import MockOktaFormats
import MockOktaModel

/// The members of apps (Okta, "Applications API").
enum ApplicationShape {
    /// OIDC apps of the template `oidc_client`.
    static let client = ObjectShape(
        kind: "AppInstance",
        schema: FixtureSchema.element(of: .apps),
        required: ["label"],
        members: members(
            credentials: [.object("oauthClient", clientCredentials)],
            settings: [.object("oauthClient", clientSettings)],
            hidden: true
        )
    )

    /// All other apps; other members that the caller sends are stored unchanged.
    static let other = ObjectShape(
        kind: "AppInstance",
        schema: FixtureSchema.element(of: .apps),
        required: [],
        members: members(credentials: [], settings: [], hidden: false)
    )

    /// The settings that apps of Okta's catalog have of their own, by the name of the app; null where they are not set.
    ///
    /// Differs: the catalog has thousands of apps; these are the documented ones, and one that was recorded.
    static let catalogSettings: [ExactString: [String]] = [
        "google": ["domain", "rpId"], "office365": ["domain", "msftTenant"],
        "salesforce": ["instanceType", "integrationType", "loginUrl", "logoutUrl"],
        "slack": ["domain", "userEmailValue"], "strongdm": ["base_url"], "trendmicroapexoneservice": ["baseURL"],
        "zoomus": ["subDomain"], "zscalerbyz": ["siteDomain"],
    ]

    /// What Okta calls an app of its catalog that is created without a label, by the name of the app.
    ///
    /// Differs: of the others it is the name of the app.
    static let catalogLabels: [ExactString: String] = [
        "bookmark": "Bookmark App", "template_basic_auth": "Template Basic Auth App", "template_swa": "Template App",
        "template_swa3field": "Template App 3 Fields",
    ]

    private static func members(
        credentials: [MemberShape],
        settings: [MemberShape],
        hidden: Bool
    ) -> [MemberShape] {
        [
            .assigned("id"), .assigned("orn"), .given("name", "oidc_client"), .given("label"),
            .assigned("status", "ACTIVE"), .assigned("lastUpdated", .fixtureInstant),
            .assigned("created", .fixtureInstant),
            .object(
                "accessibility",
                [.given("selfService", false), .given("errorRedirectUrl", .null), .given("loginRedirectUrl", .null)]
            ),
            .object(
                "visibility",
                [
                    .given("autoLaunch", false), .given("autoSubmitToolbar", false),
                    .object("hide", [.given("iOS", .bool(hidden)), .given("web", .bool(hidden))]),
                    .assigned("appLinks"),
                ]
            ),
            .given("features", []), .given("signOnMode", "OPENID_CONNECT"),
            .object(
                "credentials",
                [
                    .object(
                        "userNameTemplate",
                        [
                            .given("template", "${source.login}"), .given("type", "BUILT_IN"), .given("suffix"),
                            .given("pushStatus"),
                        ]
                    ),
                    .object("signing", [.assigned("kid")]),
                ] + credentials
            ),
            .assigned("universalLogout"),
            .object(
                "settings",
                [
                    .given("app", [:]),
                    .object(
                        "notifications",
                        [
                            .object(
                                "vpn",
                                [
                                    .object(
                                        "network",
                                        [.given("connection", "DISABLED"), .given("include"), .given("exclude")]
                                    ),
                                    .given("message", .null), .given("helpUrl", .null),
                                ]
                            )
                        ]
                    ),
                    .given("manualProvisioning", false), .given("implicitAssignment", false),
                    .given("emOptInStatus", "NONE"),
                    .object("notes", [.given("admin", .null), .given("enduser", .null)]),
                ] + settings
            ),
            .given("profile"), .assigned("_links"),
        ]
    }

    private static let clientCredentials: [MemberShape] = [
        .given("autoKeyRotation", true), .given("client_id"), .given("client_secret"),
        .given("token_endpoint_auth_method"), .given("pkce_required"),
    ]

    private static let clientSettings: [MemberShape] = [
        .given("client_uri", .null), .given("logo_uri", .null), .given("redirect_uris", []),
        .given("post_logout_redirect_uris"), .given("response_types"), .given("grant_types"),
        .given("initiate_login_uri"), .given("jwks"), .given("jwks_uri"), .given("application_type", "web"),
        .given("tos_uri"), .given("policy_uri"), .given("consent_method", "TRUSTED"), .given("issuer_mode", "DYNAMIC"),
        .given("refresh_token"),
        .object("idp_initiated_login", [.given("mode", "DISABLED"), .given("default_scope", [])]),
        .given("wildcard_redirect", "DISABLED"), .given("backchannel_token_delivery_mode"),
        .given("backchannel_custom_authenticator_id"), .given("backchannel_authentication_request_signing_alg"),
        .given("dpop_bound_access_tokens", false), .given("require_pushed_authorization_requests"), .given("network"),
        .given("participate_slo", false),
        .given("frontchannel_logout_uri"), .given("frontchannel_logout_session_required"),
        .given("request_object_signing_alg"), .given("subject_type"), .given("sector_identifier_uri"),
        .given("id_token_encrypted_response_alg"), .assigned("idTokenGroups"),
    ]
}
