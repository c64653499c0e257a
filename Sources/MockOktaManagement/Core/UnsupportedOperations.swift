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
            "agentPools", "api-tokens", "attack-protection", "behaviors", "bot-protection", "brands", "captchas",
            "device-assurances", "device-integrations", "device-posture-checks", "devices", "directories", "domains",
            "dr", "email-domains", "email-servers", "features", "first-party-app-settings", "hook-keys", "iam",
            "identity-sources", "mappings", "orgs", "principal-rate-limits", "push-providers", "rate-limit-settings",
            "realm-assignments", "realms", "risk", "roles", "security-events-providers", "ssf", "telephony-providers",
            "templates", "threats",
        ],
        "/api/v1/idps/": ["credentials"],
        "/api/v1/meta/": ["layouts", "uischemas"],
        "/api/v1/meta/schemas/": ["logStream"],
        "/api/v1/org/": [
            "captcha", "contacts", "email", "factors", "logo", "orgSettings", "preferences", "privacy", "settings",
        ],
        "/attack-protection/api/v1/": ["authenticator-settings", "user-lockout-settings"],
        "/device-access/api/v1/": ["desktop-mfa"],
        "/governance/api/v1/": ["campaigns", "entitlements", "grants", "requests", "resource-sets", "reviews"],
        "/idp/": ["myaccount"],
        "/integrations/api/v1/": ["api-services", "submissions"],
        "/oauth2/v1/": ["global-token-revocation"],
        "/okta-personal-settings/api/v1/": ["edit-feature", "export-blocklists"],
        "/privileged-access/api/v1/": ["okta-service-accounts", "service-accounts"],
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
        "/api/v1/apps/{}/{}": ["oauth2"],
        "/api/v1/authenticators/{}": ["aaguids", "lifecycle"],
        "/api/v1/authenticators/{}/methods/{}": ["lifecycle", "verify-rp-id-domain"],
        "/api/v1/authorizationServers/{}": ["resourceservercredentials"],
        "/api/v1/groups/{}/roles/{}": ["targets"],
        "/api/v1/idps/{}": ["credentials", "users"],
        "/api/v1/inlineHooks/{}": ["execute"],
        "/api/v1/policies/{}": ["app", "clone", "mappings"],
        "/api/v1/users/{}": [
            "authenticator-enrollments", "blocks", "classification", "devices", "idps", "linkedObjects", "risk",
            "subscriptions",
        ],
        "/api/v1/users/{}/roles/{}": ["governance", "targets"],
        "/api/v1/meta/schemas/user": ["linkedObjects"],
        "/oauth2/v1/clients/{}": ["roles", "secrets", "jwks"],
    ]

    /// The methods that are not supported of paths that are served by another method.
    private static let methods: [(HTTPMethod, String)] = [
        (.patch, "/api/v1/apps/{}/groups/{}"), (.post, "/api/v1/authenticators"), (.put, "/api/v1/authenticators/{}"),
        (.put, "/api/v1/authenticators/{}/methods/{}"), (.post, "/api/v1/org"), (.put, "/api/v1/org"),
        (.post, "/api/v1/policies/simulate"),
    ]

    static let endpoints: [Endpoint] =
        areas.flatMap { root, names in names.map { endpoint(withAllBelow: root + $0) } }
        + parts.flatMap { object, names in names.map { endpoint(withAllBelow: object + "/" + $0) } }
        + methods.map { endpoint([$0], $1, []) }

    private static func endpoint(withAllBelow root: String) -> Endpoint {
        endpoint([.get, .post, .put, .patch, .delete], root, ["/*"])
    }

    /// - Parameters:
    ///   - methods: the methods.
    ///   - root: the path, with `{}` for an id.
    ///   - endings: what follows the path in further paths of the endpoint.
    /// - Returns: an endpoint that refuses every request.
    private static func endpoint(_ methods: [HTTPMethod], _ root: String, _ endings: [String]) -> Endpoint {
        let segments = root.split(separator: "/")
        let bucket = segments.prefix(3).joined(separator: "/")
        var base = ""
        for (place, segment) in segments.enumerated() {
            base += "/" + (segment == "{}" ? "{segmentOf\(place)}" : segment)
        }
        return Endpoint(
            methods,
            [base] + endings.map { base + $0 },
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
