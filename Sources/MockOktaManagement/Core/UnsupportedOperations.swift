import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// What Okta's Management API has and this double does not: answered 501, so that it does not look like a wrong path.
///
/// `GET /_mock/gaps` counts who asked for which of them.
enum UnsupportedOperations {
    /// The parts of `/api/v1` that are not served (Okta, "Management API").
    private static let areas = [
        "agentPools", "attack-protection", "behaviors", "brands", "captchas", "device-assurances",
        "device-integrations",
        "device-posture-checks", "devices", "directories", "domains", "email-domains", "email-servers", "features",
        "first-party-app-settings", "hook-keys", "iam", "idps", "logStreams", "mappings", "principal-rate-limits",
        "push-providers", "rate-limit-settings", "realm-assignments", "realms", "risk", "roles",
        "security-events-providers",
        "templates", "threats", "zones",
    ]

    /// An area itself, and everything below it that Okta's paths reach.
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
