import MockOktaFormats
import MockOktaModel
import Testing

struct FixtureWriterTests {
    /// Fixtures by a name, for their bytes are nothing to print.
    enum Example: String, CaseIterable {
        case builtIn, oktaDocs, exported, nothing, corners

        var sources: [FixtureSource] {
            switch self {
            case .builtIn: [fixtureFile("default.json")]
            case .oktaDocs: [fixtureFile("okta-docs.json")]
            case .exported: fixtureFolder("exported")
            case .nothing: []
            case .corners: [FixtureWriterTests.corners]
            }
        }

        func organization() throws -> Organization { try #require(FixtureReader.read(sources).organization) }
    }

    /// What the fixture files do not have: the short form, hashes, hooks, empty assignments, a policy without clients.
    private static let corners = FixtureSource(
        name: "corners.json5",
        bytes: Array(
            """
            {
              users: [
                {profile: {login: "ann@example.com", team: "blue"}, groups: ["Admins"], credentials: {password: {
                  hash: {algorithm: "SHA-512", value: "YWJj", salt: "c2FsdA==", saltOrder: "POSTFIX"}}}},
                {profile: {login: "ben@example.com"}, credentials: {password: {hash: {algorithm: "PBKDF2",
                  digestAlgorithm: "SHA512_HMAC", value: "YWJj", salt: "c2FsdA==", iterationCount: 5000, keySize: 3}}}},
                {profile: {login: "cid@example.com"}, credentials: {password: {hook: {type: "default"}}}},
              ],
              groups: [{profile: {name: "Admins"}}, {profile: {name: "Everyone", description: "All"}}],
              apps: [
                {client_id: "shop", client_name: "Shop", client_uri: "http://localhost:3000/", post_logout_redirect_uris: [],
                 redirect_uris: ["http://localhost:3000/cb"], refresh_token: {rotation_type: "ROTATE", leeway: 5},
                 grant_types: ["authorization_code", "refresh_token"], assignments: {users: [], groups: []}},
                {client_id: "robot", application_type: "service", status: "INACTIVE", profile: {colour: "red"}},
              ],
              authorizationServers: [
                {name: "default", policies: []},
                {id: "aus1", name: "orders", audiences: ["api://orders"], status: "INACTIVE",
                 scopes: [{name: "openid", displayName: "Hello"}, {name: "read", consent: "FLEXIBLE", default: true}],
                 claims: [{name: "sub", value: "user.login"}, {name: "email", valueType: "SYSTEM", claimType: "IDENTITY",
                   alwaysIncludeInToken: false, status: "INACTIVE"}],
                 policies: [{name: "Some", conditions: {clients: {include: ["robot"]}}, rules: [
                   {name: "One", conditions: {people: {users: {include: ["ann@example.com"], exclude: ["ben@example.com"]},
                     groups: {include: ["Admins"], exclude: ["Admins"]}}, grantTypes: {include: ["password"]}}}]}]},
              ],
              trustedOrigins: [{origin: "http://localhost:3000/", scopes: [{type: "REDIRECT"}], status: "INACTIVE"}],
              apiTokens: [{token: "t"}],
              refreshTokens: [{token: "r", clientId: "shop", userId: "ann@example.com", scopes: ["openid"],
                issuer: "http://localhost/oauth2/aus1", status: "REVOKED", expiresAt: "2030-01-01T00:00:00Z"}],
              mock: {frozen: true, journalCapacity: 5},
            }
            """.utf8
        )
    )

    @Test(arguments: Example.allCases)
    func `what is written with secrets reads as the same org`(example: Example) throws {
        let org = try example.organization()
        let result = FixtureReader.read(Self.files(FixtureWriter(org, withSecrets: true).fixture))
        #expect(result.errors.map(\.description) == [])
        #expect(result.madeSecrets == [])
        #expect(describe(try #require(result.organization)) == describe(org))
    }

    @Test(arguments: Example.allCases)
    func `writing what was written changes nothing`(example: Example) throws {
        let org = try example.organization()
        let once = FixtureWriter(org, withSecrets: true).fixture
        let again = FixtureWriter(try #require(FixtureReader.read(Self.files(once)).organization), withSecrets: true)
        #expect(again.fixture == once)
    }

    @Test(arguments: Example.allCases)
    func `without secrets none is in it, and it can be read`(example: Example) throws {
        let org = try example.organization()
        let fixture = FixtureWriter(org, withSecrets: false).fixture
        let text = String(decoding: JSON.object(fixture).serialized(), as: UTF8.self)
        var secrets = org.contents.applications.flatMap(\.secrets) + org.contents.apiTokens.map { "\"\($0.token)\"" }
        secrets += org.contents.users.compactMap { if case .plain(let text) = $0.password { text } else { nil } }
        secrets += org.contents.refreshTokens.map { "\"\($0.token)\"" } + ["PRIVATE KEY", "c2FsdA=="]
        for secret in secrets { #expect(!text.contains(secret)) }
        let result = FixtureReader.read(Self.files(fixture))
        #expect(result.errors.map(\.description) == [])
    }

    /// Each collection as a file of its own, as `export` writes them.
    private static func files(_ fixture: JSONObject) -> [FixtureSource] {
        fixture.members.map { FixtureSource(name: "\($0.key).json", bytes: $0.value.serialized(.pretty)) }
    }
}
