import MockOktaModel
import Testing

struct WarningsTests {
    @Test(arguments: [
        (
            #""application_type": "browser", "redirect_uris": ["http://a/b"], "grant_types": ["password"]"#,
            #"grant_types[0]: is "password", which Okta does not allow for browser apps"#
        ),
        ("\"grant_types\": []", "grant_types: is empty: x can get no token"),
        ("", ": has no redirect URI, which Okta requires for authorization_code and implicit"),
        (
            #""redirect_uris": ["localhost:3000/cb"]"#,
            #"redirect_uris[0]: is "localhost:3000/cb"; did you mean "http://localhost:3000/cb"?"#
        ),
        (#""redirect_uris": ["htp://a/cb"]"#, #"redirect_uris[0]: is "htp://a/cb"; did you mean "http://a/cb"?"#),
        (#""redirect_uris": ["https:/a/cb"]"#, #"redirect_uris[0]: is "https:/a/cb"; did you mean "https://a/cb"?"#),
        (
            #""redirect_uris": ["http://a/*"]"#,
            #"redirect_uris[0]: is "http://a/*"; a * in a path stands for itself here"#
        ),
        (#""redirect_uris": ["/cb"]"#, #"redirect_uris[0]: is "/cb"; Okta allows only absolute URIs"#),
        (
            ##""redirect_uris": ["http://a/#b"]"##,
            ##"redirect_uris[0]: is "http://a/#b"; Okta allows no fragment (#…)"##
        ),
        (
            #""redirect_uris": ["a:b"], "token_endpoint_auth_method": "client_secret_jwt", "client_secret": "short""#,
            "client_secret: has 5 characters; Okta requires 32 or more for client_secret_jwt"
        ),
        (
            #""redirect_uris": ["a:b"], "token_endpoint_auth_method": "private_key_jwt""#,
            #"token_endpoint_auth_method: is "private_key_jwt", but there is no jwks: x cannot authenticate"#
        ),
        (
            #""redirect_uris": ["a:b"], "refresh_token": {"rotation_type": "ROTATE", "leeway": 61}"#,
            "refresh_token.leeway: is 61; Okta allows 0 to 60 seconds"
        ),
    ])
    func `what Okta would refuse of an app is a warning`(members: String, message: String) {
        let separator = members.isEmpty ? "" : ", "
        let result = read(#"{"apps": [{"client_id": "x"\#(separator)\#(members)}]}"#)
        let place = message.hasPrefix(":") ? "apps[0]" : "apps[0]."
        #expect(result.problems.map { "\($0.path): \($0.message)" } == ["\(place)\(message)"])
        #expect(result.organization != nil)
        #expect(lines(result).first?.contains(": warning: apps[0]") == true)
    }

    @Test(arguments: [
        ("", "policies[0]: has no conditions.clients.include: it matches no client"),
        (
            #""conditions": {"clients": {"include": ["ALL_CLIENTS"]}}, "rules": [{}]"#,
            "policies[0].rules[0]: has no conditions.grantTypes.include: it matches no request\n"
                + "policies[0].rules[0]: has no conditions.scopes.include: it allows only OIDC scopes"
        ),
    ])
    func `a policy that matches nothing is a warning`(members: String, messages: String) {
        let told = warnings(policy: members)
        #expect(told.joined(separator: "\n") == messages)
    }

    @Test(arguments: [
        (
            #"["client_credentials"], ["*"], {}, {"accessTokenLifetimeMinutes": 4}"#,
            [
                "actions.token.accessTokenLifetimeMinutes: is 4; Okta allows 5 to 1440 minutes"
            ]
        ),
        (
            #"["password"], ["*"], {}, {"refreshTokenLifetimeMinutes": 30, "refreshTokenWindowMinutes": 10}"#,
            ["actions.token.refreshTokenLifetimeMinutes: is 30; Okta requires at least accessTokenLifetimeMinutes, 60"]
        ),
        (
            #"["password"], ["*"], {}, {"refreshTokenLifetimeMinutes": 100}"#,
            [
                "actions.token: has a window of 10080; Okta requires 60 to 100, between access and refresh lifetime"
            ]
        ),
        (
            #"["password"], ["*"], {}, {"refreshTokenWindowMinutes": 30}"#,
            [
                "actions.token.refreshTokenWindowMinutes: has a window of 30; "
                    + "Okta requires 60 or more, between access and refresh lifetime"
            ]
        ),
        (#"["refresh_token"], ["*"], {}, {}"#, [": can never match: refresh_token has no effect in a rule"]),
        (
            #"["client_credentials"], ["*"], {"users": {"include": ["u"]}}, {}"#,
            [
                ": can never match: client_credentials has no user, and the rule names people"
            ]
        ),
        (
            #"["password"], ["opnid"], {}, {}"#,
            [
                #"conditions.scopes.include[0]: is "opnid", which is no scope of aus1; did you mean "openid"?"#
            ]
        ),
    ])
    func `what Okta would refuse of a rule is a warning`(row: String, messages: [String]) {
        #expect(
            warnings(rules: [row]).map { String($0.dropFirst("policies[0].rules[0]".count)) }
                .map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 } == messages
        )
    }

    @Test func `a server without policies is a warning with a policy to copy, where the fixture runs`() {
        let server = #"{"authorizationServers": [{"id": "a", "audiences": ["x"], "policies": []}]"#
        let message =
            #"has no policies: it refuses every token, as at Okta; add policies: [{conditions: {clients: {include: "#
            + #"["ALL_CLIENTS"]}}, rules: [{conditions: {grantTypes: {include: ["authorization_code", "#
            + #""client_credentials", "password"]}, scopes: {include: ["*"]}}}]}]"#
        #expect(lines(read(server + "}")) == ["a.json:1:27: warning: authorizationServers[0]: \(message)"])
        #expect(lines(read(server + #", "usrs": []}"#)).count == 1)
    }

    @Test func `a grant word that nobody knows is a warning with the nearest one`() {
        let told = warnings(rules: [#"["pasword"], ["*"], {}, {}"#])
        #expect(told.count == 2)
        #expect(told.first?.contains(#"rules[0]: can never match: pasword has no effect in a rule"#) == true)
        #expect(told.last?.contains(#"include[0]: is "pasword"; did you mean "password"? (allowed: "#) == true)
    }

    @Test func `a rule behind one that takes everything can never match`() {
        let told = warnings(rules: [
            #"["password", "implicit"], ["*"], {"groups": {"include": ["EVERYONE"]}}, {}"#,
            #"["password"], ["openid"], {}, {}"#,
        ])
        #expect(told == [#"policies[0].rules[1]: can never match: "Rule 1" before it matches first"#])
    }

    @Test func `a rule none of whose clients has the grant can never match`() {
        let told = warnings(
            policy: #"""
                "conditions": {"clients": {"include": ["x"]}}, "rules": [
                  {"conditions": {"grantTypes": {"include": ["implicit"]}, "scopes": {"include": ["*"]}}}]
                """#
        )
        #expect(told == ["policies[0].rules[0]: can never match: none of the policy's clients may use implicit"])
    }

    private func warnings(rules: [String]) -> [String] {
        let rules = rules.map { row in
            // A row is four JSON values: grants, scopes, people, lifetimes.
            let parts = split(row)
            return #"""
                {"conditions": {"grantTypes": {"include": \#(parts[0])}, "scopes": {"include": \#(parts[1])},
                "people": \#(parts[2])}, "actions": {"token": \#(parts[3])}}
                """#
        }
        return warnings(
            policy: """
                "conditions": {"clients": {"include": ["ALL_CLIENTS"]}}, "rules": [\(rules.joined(separator: ","))]
                """
        )
    }

    /// Cuts at commas outside brackets.
    private func split(_ row: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in row {
            if "[{".contains(character) { depth += 1 }
            if "]}".contains(character) { depth -= 1 }
            if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }

    private func warnings(policy: String) -> [String] {
        let result = read(
            #"""
            {"users": [{"profile": {"login": "u"}}], "apps": [{"client_id": "x", "redirect_uris": ["a:b"]}],
             "authorizationServers": [{"id": "aus1", "audiences": ["a"], "policies": [{\#(policy)}]}]}
            """#
        )
        #expect(result.errors.map(\.description) == [])
        return result.problems.map { "\($0.path.dropFirst("authorizationServers[0].".count)): \($0.message)" }
    }
}
