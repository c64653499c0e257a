import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Operations of Okta's Management API that this server does not support; they answer 501, not 404, so that they cannot
/// be mistaken for a wrong path.
///
/// `GET /_mock/gaps` counts the calls of each.
enum UnsupportedOperations {
    /// The areas of `/api/v1` that are not supported (Okta, "Management API").
    private static let areas = [
        "agentPools", "attack-protection", "behaviors", "brands", "captchas", "device-assurances",
        "device-integrations",
        "device-posture-checks", "devices", "directories", "domains", "email-domains", "email-servers", "features",
        "first-party-app-settings", "hook-keys", "iam", "idps", "logStreams", "mappings", "principal-rate-limits",
        "push-providers", "rate-limit-settings", "realm-assignments", "realms", "risk", "roles",
        "security-events-providers",
        "templates", "threats", "zones",
    ]

    /// The number of path segments from an area to the deepest of Okta's paths.
    private static let depth = 7

    static let endpoints: [Endpoint] = areas.map { area in
        let paths = (0...depth).map { count in
            "/api/v1/" + ([area] + (0..<count).map { "{segment\($0)}" }).joined(separator: "/")
        }
        return Endpoint(
            [.get, .post, .put, .patch, .delete],
            paths,
            .org,
            .api(Endpoint.Bucket("api/v1/\(area)"), .trustedOrigins),
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
