import MockOktaModel
import Testing

/// Members that are nearly a known one, and values that cannot work, are not passed over in silence.
@Suite struct NearMissTests {
    @Test(arguments: [
        (#"{"apps": [{"client_id": "x", "redirectUris": []}]}"#, "apps[0].redirectUris", "redirect_uris"),
        (
            #"{"users": [{"profile": {"login": "u"}, "password": "p"}]}"#, "users[0].password", "credentials.password"
        ),
        (
            #"{"org": {"credentials": {"signing": {"privateKeyFile": "k.pem"}}}}"#,
            "org.credentials.signing.privateKeyFile", "privateKey"
        ),
        (
            #"{"authorizationServers": [{"id": "default", "policies": [{"name": "P", "rules": [{"name": "R", "#
                + #""conditions": {"scopes": {"includes": ["*"]}}}]}]}]}"#,
            "authorizationServers[0].policies[0].rules[0].conditions.scopes.includes", "include"
        ),
        (#"{"users": [{"profile": {"login": "u", "first_name": "U"}}]}"#, "users[0].profile.first_name", "firstName"),
    ])
    func `a near miss is a warning`(text: String, path: String, meant: String) {
        let warning = read(text).warnings.first { $0.path == path }
        #expect(warning?.message == "is not known and has no effect; did you mean \"\(meant)\"?")
    }

    @Test func `a patch has the same warning`() throws {
        let source = FixtureSource(
            name: "fixture",
            bytes: Array(#"{"apps": [{"client_id": "web", "redirectUris": []}]}"#.utf8)
        )
        let base = try organization(#"{"apps": [{"client_id": "web", "redirect_uris": ["http://localhost/cb"]}]}"#)
        #expect(
            lines(FixtureReader.read([source], over: base)) == [
                #"fixture:1:32: warning: apps[0].redirectUris: is not known and has no effect; did you mean "redirect_uris"?"#
            ]
        )
    }

    @Test(arguments: ["exported"])
    func `members of Okta's that have no meaning here are no near misses`(folder: String) {
        let warnings = FixtureReader.read(fixtureFolder(folder)).warnings.filter {
            $0.message.hasPrefix("is not known")
        }
        #expect(warnings.map(\.description) == [])
    }

    @Test(arguments: [
        ("https://*.com/cb", "two labels must follow it"), ("https://*example.com/cb", "two labels must follow it"),
        ("javascript:alert(1)", "javascript:"), ("https://user@host/cb", "before the @"),
        ("https://host/cb\\r\\nX: y", "control characters"), ("https://host/cb#x", "no fragment"),
        ("http://localhost:*/cb", "in place of a port"), ("callback", "only absolute URIs"),
    ])
    func `a redirect URI that opens too much is a warning`(uri: String, words: String) {
        let result = read(#"{"apps": [{"client_id": "x", "redirect_uris": ["\#(uri)"]}]}"#)
        #expect(result.errors.isEmpty)
        #expect(result.warnings.map(\.path) == ["apps[0].redirect_uris[0]"])
        #expect(result.warnings.allSatisfy { $0.message.contains(words) }, "\(result.warnings)")
    }

    @Test(arguments: ["https://*.example.com/cb", "http://localhost:3000/cb", "com.example:/cb", "https://host:8443"])
    func `a good redirect URI is none`(uri: String) {
        let result = read(
            #"{"apps": [{"client_id": "x", "wildcard_redirect": "SUBDOMAIN", "redirect_uris": ["\#(uri)"]}]}"#
        )
        #expect(lines(result) == [])
    }

    @Test(arguments: ["http://*", "https://user@host", "http://localhost:*"])
    func `an origin that cannot match is a warning`(origin: String) {
        let result = read(#"{"trustedOrigins": [{"origin": "\#(origin)"}]}"#)
        #expect(result.errors.isEmpty && result.warnings.map(\.path) == ["trustedOrigins[0].origin"])
    }

    @Test(arguments: [
        ("aud", "RESOURCE", true), ("iss", "RESOURCE", true), ("exp", "IDENTITY", true), ("scp", "RESOURCE", true),
        ("cid", "RESOURCE", true), ("cid", "IDENTITY", false), ("nonce", "IDENTITY", true),
        ("nonce", "RESOURCE", false),
        ("auth_time", "IDENTITY", true), ("roles", "RESOURCE", false),
    ])
    func `a claim that the server sets itself is a warning`(name: String, type: String, isReserved: Bool) {
        let claim = #"{"name": "\#(name)", "value": "1", "claimType": "\#(type)"}"#
        let result = read(#"{"authorizationServers": [{"id": "default", "claims": [\#(claim)]}]}"#)
        #expect(result.warnings.map(\.path) == (isReserved ? ["authorizationServers[0].claims[0].name"] : []))
    }
}
