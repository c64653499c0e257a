import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Operations of Okta's APIs that this server does not support; they answer 501, not 404, so that they cannot be
/// mistaken for a wrong path.
///
/// `GET /_mock/gaps` counts the calls of each. An operation that is served takes precedence over a row here with the
/// same path, because it is added later.
enum UnsupportedOperations {
    /// The areas of which nothing is supported: the path and all paths below it (Okta, "Management API" and others).
    private static let areas = [
        "/api/v1/": [
            "agentPools", "api-tokens", "attack-protection", "behaviors", "brands", "captchas",
            "device-assurances", "device-integrations", "device-posture-checks", "devices", "directories", "domains",
            "email-domains", "email-servers", "eventHooks", "features", "first-party-app-settings", "hook-keys", "iam",
            "identity-sources", "idps", "inlineHooks", "logStreams", "mappings", "principal-rate-limits",
            "push-providers", "rate-limit-settings", "realm-assignments", "realms", "risk", "roles",
            "security-events-providers", "ssf", "telephony-providers", "templates", "threats", "zones",
        ],
        "/api/v1/meta/": ["layouts", "uischemas"],
        "/api/v1/meta/schemas/": ["logStream"],
        "/api/v1/org/": ["captcha", "contacts", "email", "factors", "logo", "preferences", "privacy", "settings"],
        "/attack-protection/api/v1/": ["authenticator-settings", "user-lockout-settings"],
        "/device-access/api/v1/": ["desktop-mfa"],
        "/governance/api/v1/": ["campaigns", "entitlements", "grants", "requests", "resource-sets", "reviews"],
        "/idp/": ["myaccount"],
        "/integrations/api/v1/": ["api-services", "submissions"],
        "/oauth2/v1/": ["global-token-revocation"],
        "/okta-personal-settings/api/v1/": ["edit-feature", "export-blocklists"],
        "/privileged-access/api/v1/": ["service-accounts"],
        "/security/api/v1/": ["security-events"],
        "/webauthn-registration/api/v1/": ["activate", "enroll", "initiate-fulfillment-request", "send-pin", "users"],
        "/workflows/api/v1/": ["connections", "executions", "flows", "groups"],
    ]

    /// The parts of supported objects that are not supported, each with all paths below it; `{}` stands for an id.
    private static let parts = [
        "/api/v1/apps/{}": [
            "connections", "credentials/csrs", "credentials/keys", "cwo", "features", "federated-claims", "group-push",
            "interclient-allowed-apps", "interclient-target-apps", "logo", "sso",
        ],
        "/api/v1/authorizationServers/{}": ["resourceservercredentials"],
        "/api/v1/groups/{}": ["owners", "roles"],
        "/api/v1/users/{}": [
            "authenticator-enrollments", "blocks", "classification", "devices", "idps", "linkedObjects", "risk",
            "roles", "subscriptions",
        ],
        "/api/v1/meta/schemas/user": ["linkedObjects"],
        "/oauth2/v1/clients/{}": ["roles", "secrets", "jwks"],
    ]

    /// The number of path segments from an area to the deepest of Okta's paths.
    private static let depth = 7

    static let endpoints: [Endpoint] =
        areas.flatMap { root, names in names.map { endpoint(root + $0) } }
        + parts.flatMap { object, names in names.map { endpoint(object + "/" + $0) } }

    private static func endpoint(_ root: String) -> Endpoint {
        let segments = root.split(separator: "/")
        let bucket = segments.prefix(3).joined(separator: "/")
        let base = root.replacing("{}", with: "{object}")
        let paths = (0...depth).map { count in base + (0..<count).map { "/{segment\($0)}" }.joined() }
        return Endpoint(
            [.get, .post, .put, .patch, .delete],
            paths,
            .org,
            .api(Endpoint.Bucket(bucket), .trustedOrigins),
            .light,
            .noKeys,
            .json
        ) { (context) throws(Refusal) in
            throw Refusal(
                .unsupportedOperation,
                why: "Okta has \(context.request.path), this double does not: see GET /_mock/gaps"
            )
        }
    }
}
