import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// `Fixtures/exported`: what Okta's list endpoints return of a whole org, with passwords and keys in a file beside.
struct ExportedOrgTests {
    private static let collections = [
        "apiTokens", "appGroups", "appUsers", "apps", "authorizationServers", "claims", "groupMembers", "groups",
        "keys",
        "org", "policies", "refreshTokens", "rules", "scopes", "trustedOrigins", "users",
    ]

    /// The folder's files as fixtures, each collection's under its key.
    private static func fixtures() throws -> [String] {
        try collections.map { "{\"\($0)\": \(try TestOrganization.repositoryFile("Fixtures/exported/\($0).json"))}" }
            + [try TestOrganization.repositoryFile("Fixtures/exported/zz-secrets.json")]
    }

    @Test func `it is as large as it should be`() throws {
        let contents = try TestOrganization.read(Self.fixtures()).contents
        #expect(contents.authorizationServers.count >= 3)
        #expect(contents.applications.count >= 10)
        #expect(contents.authorizationServers.flatMap(\.policies).flatMap(\.rules).count >= 30)
        #expect(contents.groups.first { $0.isEveryone }?.source["type"] == "BUILT_IN")
    }

    @Test func `a user signs in at an app of an exported server`() throws {
        let organization = try TestOrganization.read(Self.fixtures())
        let shop = try #require(organization.contents.applications.first { $0.label == "Web shop" })
        let orders = try #require(organization.contents.authorizationServers.first { $0.name == "Orders" })
        let client = OAuthClient(try TestDouble(try Self.fixtures()), server: orders.id.rawValue)
        let redirect = "https://shop.acme.example/login/callback"
        let changes = [
            "client_id": shop.clientID, "redirect_uri": redirect, "scope": "openid profile orders:read offline_access",
        ]
        let ben = ("ben@acme.example", "Ben-pw-1")
        let code = try client.code(changes, as: ben)
        let secret = (shop.clientID, try #require(shop.secrets.first))
        let answer = try client.token(OAuthClient.redeem(code, ["redirect_uri": redirect]), basic: secret)
        #expect(answer.status == 200, "\(answer)")
        let access = claims(of: answer.string("access_token"))
        #expect(access["aud"] == "https://orders.acme.example")
        #expect(access["department"] == "Warehouse")
        #expect(access["role"] == "user")
        #expect(access["iss"]?.string?.hasSuffix("/oauth2/\(orders.id)") == true)
        #expect(claims(of: answer.string("id_token"))["department"] == "Warehouse")
        #expect(answer["refresh_token"] != nil)
        #expect(access["exp"] == .integer((access["iat"]?.integer ?? 0) + 3600), "the rule Everyone looks")
    }

    @Test func `who is in a group by the list beside has the scopes of its rule`() throws {
        let organization = try TestOrganization.read(Self.fixtures())
        let office = try #require(organization.contents.applications.first { $0.label == "Back office" })
        let carla = try #require(organization.user(login: "carla@acme.example"))
        let kim = try #require(organization.user(login: "kim@acme.example"))
        #expect(organization.groupNames(of: carla) == ["Everyone", "Finance"])
        #expect(organization.isAssigned(carla, to: office))
        #expect(!organization.isAssigned(kim, to: office))
    }

    @Test func `an exported refresh token works with the token added`() throws {
        let organization = try TestOrganization.read(Self.fixtures())
        let app = try #require(organization.contents.applications.first { $0.label == "iOS app" })
        let orders = try #require(organization.contents.authorizationServers.first { $0.name == "Orders" })
        let client = OAuthClient(try TestDouble(try Self.fixtures()), server: orders.id.rawValue)
        let answer = try client.token([
            ("grant_type", "refresh_token"), ("refresh_token", "ada-ios-refresh-token"), ("client_id", app.clientID),
        ])
        #expect(answer.status == 200, "\(answer)")
        #expect(claims(of: answer.string("access_token"))["sub"] == "ada@acme.example")
    }
}
