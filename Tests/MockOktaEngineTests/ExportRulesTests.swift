import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What Okta's exports hold beside OAuth clients.
@Suite struct ExportRulesTests {
    private static let systemApps = #"""
        {"apps": [{"id": "0oa1", "name": "saasure", "label": "Okta Admin Console", "status": "ACTIVE",
          "signOnMode": "OPENID_CONNECT", "credentials": {"userNameTemplate": {"template": "${source.login}"}}},
         {"id": "0oa2", "name": "active_directory", "label": "corp.example", "status": "ACTIVE", "signOnMode": null}]}
        """#

    @Test(.rule("export.system-apps"), arguments: ["0oa1", "0oa2"])
    func `an app without oauthClient is no client and has no secret`(id: String) throws {
        let double = try TestDouble([TestOrganization.builtIn(), Self.systemApps])
        let form = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", "x")]
        #expect(try OAuthClient(double).token(form).status == 401)
        let query = OAuthClient.authorize(["client_id": id])
        #expect(try Browser(double).get("/oauth2/default/v1/authorize", query).status == 400)
        let written = try ControlClient(double).get("/fixtures?secrets=true")["apps"]?.array ?? []
        let given = try JSON.parse(Array(Self.systemApps.utf8))["apps"]?.array ?? []
        #expect(written.filter { $0["id"]?.string == id } == given.filter { $0["id"]?.string == id })
    }

    @Test(.rule("export.service-implicit"))
    func `implicit is no mistake at a service app`() throws {
        let app: JSON = [
            "apps": [
                [
                    "client_id": "daemon", "client_secret": "s", "application_type": "service",
                    "grant_types": ["implicit", "client_credentials"], "response_types": ["token"],
                    "redirect_uris": ["http://test.example"],
                ]
            ]
        ]
        let double = try TestDouble()
        let answer = try ControlClient(double).send(.patch, "/fixtures", app)
        #expect(answer.status == 200 && answer["warnings"] == [], "\(answer)")
    }

    @Test(.rule("export.second-pages"))
    func `second pages are read, and other collections passed over by the name of the file`() throws {
        let files = [
            ("org/brands.json", #"[{"id": "bnd1", "name": "x"}]"#),
            ("org/users-2.json", #"[{"profile": {"login": "b@example.com"}}]"#),
            ("org/users.json", #"[{"profile": {"login": "a@example.com"}}]"#),
        ]
        let result = FixtureReader.read(files.map { FixtureSource(name: $0.0, bytes: Array($0.1.utf8)) })
        #expect(result.errors.isEmpty)
        #expect(result.warnings.map(\.file) == ["org/brands.json"])
        #expect(Set(result.organization?.contents.users.map(\.login) ?? []) == ["a@example.com", "b@example.com"])
    }
}
