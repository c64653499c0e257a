import MockOktaFormats
import MockOktaModel
import Testing

/// Parts of exports that are no business of this double (rules of Okta's exports).
@Suite struct ExportedOrgsTests {
    private static let systemApps = #"""
        {"apps": [{"id": "0oa1", "name": "saasure", "label": "Okta Admin Console", "status": "ACTIVE",
          "signOnMode": "OPENID_CONNECT", "credentials": {"userNameTemplate": {"template": "${source.login}"},
          "signing": {"kid": "k"}}, "settings": {"app": {}}},
         {"id": "0oa2", "name": "active_directory", "label": "corp.example", "status": "ACTIVE", "signOnMode": null,
          "credentials": {"signing": {}}, "settings": {"app": {"namingContext": "corp.example"}}}]}
        """#

    @Test func `Okta's own apps are no OAuth clients and are exported as they came`() throws {
        let result = read(Self.systemApps)
        #expect(lines(result) == [])
        #expect(result.madeSecrets.isEmpty)
        let org = try #require(result.organization)
        #expect(org.contents.applications.isEmpty)
        #expect(org.appName("0oa2") == "active_directory")
        let given = try JSON.parse(Array(Self.systemApps.utf8))["apps"]
        for withSecrets in [true, false] {
            #expect(FixtureWriter(org, withSecrets: withSecrets).fixture["apps"] == given)
        }
    }

    @Test func `implicit is usual for service apps`() {
        let app = #"""
            {"apps": [{"id": "0oa1", "signOnMode": "OPENID_CONNECT", "credentials": {"oauthClient": {"client_id": "0oa1",
              "token_endpoint_auth_method": "client_secret_basic", "pkce_required": false}}, "settings": {"oauthClient":
              {"redirect_uris": ["http://test.com"], "response_types": ["token"], "application_type": "service",
               "grant_types": ["implicit", "client_credentials"]}}}]}
            """#
        #expect(lines(read(app)) == [])
    }

    @Test(arguments: [(#"{"a": 1}"#, true), (#"{"profile": {"login": "a"}}"#, false), ("[]", false), ("{}", false)])
    func `a file that its name makes a collection says so when it looks like none`(text: String, isTold: Bool) {
        let result = FixtureReader.read([FixtureSource(name: "users.json", bytes: Array(text.utf8))])
        let note =
            "users.json:1:1: warning: users: is read as one object of the collection users, after the name of "
            + "the file, and has no member of one; a file with another name is a whole fixture"
        #expect(result.problems.map(\.description).contains(note) == isTold, "\(result.problems)")
    }

    @Test func `second pages are read and other collections passed over by name`() {
        let result = read(files: [
            "org/groupRules.json": #"[{"id": "0pr1", "type": "group_rule"}]"#,
            "org/users-2.json": #"[{"profile": {"login": "b"}}]"#,
            "org/users.json": #"[{"profile": {"login": "a"}}]"#,
            "org/brands.json": #"{"id": "bnd1", "name": "x"}"#,
        ])
        #expect(result.errors.isEmpty)
        #expect(result.warnings.map(\.file) == ["org/brands.json"])
        #expect(result.organization?.contents.others[.groupRules]?.count == 1)
        #expect(result.organization?.contents.users.map(\.login) == ["b", "a"])
    }

    @Test func `a hash that cannot be checked is kept`() throws {
        let user =
            #"{"profile": {"login": "a"}, "credentials": {"password": {"hash": {"algorithm": "BCRYPT", "value": "x"}}}}"#
        let org = try organization(#"{"users": [\#(user)]}"#)
        let written = FixtureWriter(org, withSecrets: true).fixture["users"]?.array?.first
        #expect(written?["credentials"]?["password"]?["hash"]?["algorithm"] == "BCRYPT")
    }

    @Test func `tokens keep id, name and instants to the microsecond`() throws {
        let org = try organization(
            #"""
            {"users": [{"profile": {"login": "a"}}], "apps": [{"client_id": "x"}],
             "apiTokens": [{"id": "00T1", "name": "ci", "token": "secret"}],
             "refreshTokens": [{"token": "t", "clientId": "x", "userId": "a", "scopes": [],
               "created": "2026-01-01T00:00:00.123456Z"}]}
            """#
        )
        let fixture = FixtureWriter(org, withSecrets: true).fixture
        #expect(fixture["apiTokens"] == [["id": "00T1", "name": "ci", "token": "secret"]])
        #expect(fixture["refreshTokens"]?.array?.first?["created"] == "2026-01-01T00:00:00.123456Z")
    }
}
