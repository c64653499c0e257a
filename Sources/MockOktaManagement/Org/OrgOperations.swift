import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The org itself: `/.well-known/okta-organization` without authentication, and `/api/v1/org` (Okta, "Org settings").
enum OrgOperations {
    /// The first request of Okta's Terraform provider: `pipeline` `idx` means an Identity Engine org.
    static let wellKnown = Endpoint(
        [.get],
        ["/.well-known/okta-organization"],
        .org,
        .api(Endpoint.Bucket("well-known"), .anyOrigin),
        .light,
        .noKeys,
        .json
    ) { (context) throws(Refusal) in
        let body: JSON = [
            "id": .string(context.organization.contents.id), "cell": "op3",
            "_links": ["organization": .link(.string(context.snapshot.urls.front))], "pipeline": "idx",
            "settings": [
                "analyticsCollectionEnabled": false, "bugReportingEnabled": true, "omEnabled": false,
                "pssoEnabled": false, "desktopMFAEnabled": false,
                "itpEnabled": .bool(hasThreatProtection(context.organization)),
            ],
        ]
        return JSONAnswer.uncached(.ok, body)
    }

    /// Whether the org has Identity Threat Protection, of which Universal Logout of apps is a part.
    ///
    /// All recorded orgs whose `itpEnabled` is false have null as `universalLogout` of every app, all others an object.
    static func hasThreatProtection(_ organization: Organization) -> Bool {
        organization.contents.source["settings"]?["itpEnabled"] != false
    }

    static let operations: [Operation] = [
        Operation(.get, "/api/v1/org", .orgs) { (call) throws(Refusal) in
            let contents = call.organization.contents
            let subdomain = contents.source["subdomain"] ?? "dev"
            return .object(
                [
                    "id": .string(contents.id), "subdomain": subdomain, "companyName": subdomain, "status": "ACTIVE",
                    "created": .fixtureInstant, "lastUpdated": .fixtureInstant, "expiresAt": .null, "website": .null,
                    "phoneNumber": .null, "supportPhoneNumber": .null, "endUserSupportHelpURL": .null,
                    "address1": .null, "address2": .null, "city": .null, "state": .null, "country": .null,
                    "postalCode": .null, "_links": ["self": .link(call.href("/api/v1/org"))],
                ]
            )
        }
    ]
}
