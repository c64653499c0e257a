import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import Testing

extension PolicyEvaluationTests {
    @Test func `a refusal by the policies has the nearest rule, extended, as its remedy`() throws {
        let refusal = try #require(Self.refusal("web", "bob", [.deviceCode], ["openid", "orders:write"]))
        let remedy = try #require(refusal.remedy)
        #expect(
            remedy.text == "With urn:ietf:params:oauth:grant-type:device_code, orders:write in the rule web codes "
                + "of the policy web it passes:"
        )
        #expect(
            remedy.fixture == [
                "authorizationServers": [
                    [
                        "name": "orders",
                        "policies": [
                            [
                                "name": "web",
                                "rules": [
                                    [
                                        "name": "web codes",
                                        "conditions": [
                                            "grantTypes": [
                                                "include": [
                                                    "authorization_code",
                                                    "urn:ietf:params:oauth:grant-type:device_code",
                                                ]
                                            ],
                                            "scopes": ["include": ["orders:read", "orders:write"]],
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ]
                ]
            ]
        )
    }

    @Test func `where no rule is for the user, the remedy is a policy for the client`() throws {
        let refusal = try #require(
            Self.refusal("strict", nil, [.clientCredentials], ["orders:write"], server: Self.bare)
        )
        #expect(refusal.why == "bare has no policy with a rule, and so refuses every request")
        #expect(
            refusal.remedy?.fixture == [
                "authorizationServers": [
                    [
                        "name": "bare",
                        "policies": [
                            [
                                "name": "For strict", "conditions": ["clients": ["include": ["strict"]]],
                                "rules": [
                                    [
                                        "name": "All users and scopes",
                                        "conditions": [
                                            "people": ["groups": ["include": ["EVERYONE"]]],
                                            "grantTypes": ["include": ["client_credentials"]],
                                            "scopes": ["include": ["*"]],
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ]
                ]
            ]
        )
    }

    private static func refusal(
        _ clientID: String,
        _ login: String?,
        _ grants: [GrantType],
        _ scopes: [String],
        server: AuthorizationServer = server
    ) -> Refusal? {
        let question = PolicyEvaluation.Question(
            client: application(clientID),
            user: login.flatMap { organization.user(login: $0) },
            grantTypes: grants,
            scopes: scopes
        )
        do throws(Refusal) {
            _ = try Permission(question, server: server, organization: organization)
            return nil
        } catch {
            return error
        }
    }

    private static let bare = AuthorizationServer(
        id: .init(rawValue: "aus2"),
        name: "bare",
        address: "aus2",
        audience: "api"
    )
}
