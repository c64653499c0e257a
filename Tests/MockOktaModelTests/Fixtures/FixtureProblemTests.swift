import MockOktaCrypto
import MockOktaModel
import Testing

struct FixtureProblemTests {
    @Test func `ten mistakes are told at once, each as one line`() {
        let result = read(
            """
            {
              "user": [],
              "mock": {"sede": 1, "policyFailureStatus": 200},
              "users": [
                {"id": "00u1", "profile": {"firstName": "A"}},
                {"profile": {"login": "bob@example.com"}, "groups": ["Admin"]},
                {"profile": {"login": "BOB@example.com"}}
              ],
              "groups": [{"profile": {"name": "Admins"}}],
              "apps": [
                {"client_id": "a", "redirect_uris": ["http://x/cb"], "grant_types": ["client_credential"]},
                {"client_id": "b", "redirect_uris": "http://x/cb", "grant_types": ["password"]}
              ],
              "authorizationServers": [{"id": "aus1", "audiences": ["api://x"],
                "credentials": {"signing": {"privateKey": "PEM"}},
                "policies": [{"conditions": {"clients": {"include": ["c"]}}}]}]
            }
            """
        )
        #expect(
            lines(result) == [
                #"a.json:2:3: user: is not known; did you mean "users"?"# + allowed(FixtureSchema.file.names),
                #"a.json:3:12: mock.sede: is not known; did you mean "seed"?"# + allowed(mockKeys),
                "a.json:3:46: mock.policyFailureStatus: is 200 (allowed: 400 to 499)",
                "a.json:5:31: users[0].profile: has no login (required)",
                #"a.json:6:58: users[1].groups[0]: is "Admin", but there is no such group; did you mean "Admins"?"#,
                #"a.json:7:5: users[2]: has the same login "bob@example.com" as users[1]"#,
                #"a.json:11:74: apps[0].grant_types[0]: is "client_credential"; did you mean "client_credentials"?"#
                    + allowed(GrantType.allCases.map(\.rawValue)),
                #"a.json:12:41: apps[1].redirect_uris: is "http://x/cb" (allowed: an array)"#,
                "a.json:15:47: authorizationServers[0].credentials.signing.privateKey: is no usable key: "
                    + "\(reason("PEM")) (allowed: an RSA private key as PEM or JWK)",
                "a.json:16:58: authorizationServers[0].policies[0].conditions.clients.include[0]: "
                    + #"is "c", but there is no such app"#,
            ]
        )
        #expect(result.organization == nil)
    }

    private func allowed(_ words: [String]) -> String {
        " (allowed: \(words.map { #""\#($0)""# }.joined(separator: ", ")))"
    }

    private var mockKeys: [String] {
        guard case .object(let mock) = FixtureSchema.file.fields.last?.schema else { return [] }
        return mock.names
    }

    private func reason(_ pem: String) -> String {
        do throws(CryptoError) {
            _ = try RSAPrivateKey(pem: pem)
            return ""
        } catch {
            return error.reason
        }
    }

    @Test func `text that is not JSON is told by its place, and the other files all the same`() {
        let result = read("{\n  \"users\": [", #"{"mock": {"seed": -1}}"#)
        #expect(lines(result).count == 2)
        #expect(lines(result).first?.hasPrefix("a.json:2:") == true)
        #expect(lines(result).last == #"b.json:1:19: mock.seed: is -1 (allowed: 0 to 9007199254740991)"#)
    }

    @Test(arguments: [
        (#"{"users": 5}"#, "a.json:1:11: users: is 5 (allowed: an array of objects)"),
        (#"{"users": [5]}"#, "a.json:1:12: users[0]: is 5 (allowed: an object)"),
        (
            "[]",
            "a.json:1:1: is an array and passed over, for a file of one collection is named after it"
                + #" (allowed: "org", "mock", "users", "groups", "apps", "authorizationServers", "policies", "rules","#
                + #" "scopes", "claims", "keys", "trustedOrigins", "apiTokens", "appUsers", "appGroups","#
                + #" "groupMembers", "groupRules", "refreshTokens", "authenticators", "inlineHooks", "eventHooks","#
                + #" "zones", "logStreams", "idps")"#
        ),
        (#"{"apps": [{}]}"#, "a.json:1:11: apps[0]: has no client_id (required; id or label will do)"),
        (
            #"{"authorizationServers": [{}]}"#,
            "a.json:1:27: authorizationServers[0]: has no id (required; name will do)"
        ),
        (#"{"apps": [{"client_id": 5}]}"#, "a.json:1:25: apps[0].client_id: is 5 (allowed: a string)"),
        (
            #"{"mock": {"x.seed": 1}}"#,
            #"a.json:1:11: mock.x.seed: is not known (allowed: "clock", "frozen", "seed", "spaRefreshTokens", "#
                + #""strictClientAuth", "lenientScopes", "policyFailureStatus", "rotateWithoutOfflineAccess", "#
                + #""oidcScopesInRules", "defaultServerGrants", "legacyHttpRealm", "strictApiTokens", "rateLimits", "#
                + #""secondFactor", "oneTimeCode", "anyLoopbackPort", "autoSignIn", "usersOnDemand", "#
                + #""enumerationProtection", "journalCapacity", "outgoingHosts", "limits", "signInPage", "testKeys")"#
        ),
        (
            #"{"authorizationServers": [{"id": "a", "audiences": ["x"], "scopes": [{"name": "s"}, {"name": "s"}]}]}"#,
            #"a.json:1:85: authorizationServers[0].scopes[1]: has the same name "s" as authorizationServers[0].scopes[0]"#
        ),
        (
            #"{"mock": {"clock": "2026-01-01"}}"#,
            #"a.json:1:20: mock.clock: is "2026-01-01" (allowed: a time with a zone, such as 2026-01-01T00:00:00Z)"#
        ),
        (
            #"{"mock": {"limits": {"idle": "1 minute"}}}"#,
            #"a.json:1:30: mock.limits.idle: is "1 minute" (allowed: a duration such as PT1M30S)"#
        ),
        (
            #"{"mock": {"limits": {"body": 0}}}"#,
            "a.json:1:30: mock.limits.body: is 0 (allowed: 1 to 1000000000)"
        ),
        (
            #"{"users": [{"profile": {"login": "a"}, "status": "LOCKED"}]}"#,
            #"a.json:1:50: users[0].status: is "LOCKED" (allowed: "STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "#
                + #""PASSWORD_EXPIRED", "LOCKED_OUT", "SUSPENDED", "DEPROVISIONED")"#
        ),
        (
            #"{"scopes": [{"name": "x"}]}"#,
            "a.json:1:13: scopes[0]: belongs to no authorization server "
                + "(allowed: _links.self.href whose path names it)"
        ),
        (
            #"{"scopes": [{"name": "x", "_links": {"self": {"href": "https://h/authorizationServers/defalt/scopes/1"}}}]}"#,
            "a.json:1:55: scopes[0]._links.self.href: belongs to the authorization server \"defalt\", "
                + "which no fixture has; did you mean \"default\"?"
        ),
        (
            #"{"trustedOrigins": [{"origin": "localhost:3000/x"}]}"#,
            #"a.json:1:32: trustedOrigins[0].origin: is "localhost:3000/x" (allowed: scheme://host[:port])"#
        ),
        (
            #"{"apps": [{"client_id": "a", "grant_types": ["password"]}, {"client_id": "a", "grant_types": ["password"]}]}"#,
            #"a.json:1:60: apps[1]: has the same client_id "a" as apps[0]"#
        ),
    ])
    func `what cannot be run is an error`(text: String, line: String) {
        #expect(lines(read(text)) == [line])
        #expect(read(text).organization == nil)
    }
}
