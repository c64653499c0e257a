import MockOktaFormats
import MockOktaModel
import Testing

struct ServersBuilderTests {
    @Test(arguments: ["{}", #"{"users": []}"#])
    func `without any server there is Okta's default one`(text: String) throws {
        let org = try organization(text)
        let server = try #require(org.authorizationServer(at: "default"))
        #expect(org.contents.authorizationServers.count == 1)
        #expect(server.audience == "api://default")
        #expect(server.id.rawValue.hasPrefix("aus"))
        #expect(org.authorizationServer(at: server.id.rawValue)?.address == "default")
        #expect(server.scopes.map(\.name) == Scope.reserved.map(\.name))
        #expect(server.claims.count == 19)
        #expect(server.policies.map(\.name) == ["Default Policy"])
        let rule = try #require(server.policies.first?.rules.first)
        #expect(rule.grantTypes == ["authorization_code", "client_credentials", "implicit", "password"])
        #expect(rule.people.includesEveryone && rule.scopes == .all && rule.lifetimes == .standard)
    }

    @Test func `with another server there is no default one`() throws {
        let org = try organization(#"{"authorizationServers": [{"id": "aus1", "audiences": ["a"]}]}"#)
        #expect(org.authorizationServer(at: "default") == nil)
        #expect(org.authorizationServer(at: "aus1")?.issuerPath == "/oauth2/aus1")
        #expect(org.authorizationServer(at: "aus1")?.policies.isEmpty == true)
    }

    @Test(arguments: [
        #"{"id": "default"}"#, #"{"name": "default"}"#, #"{"id": "aus9", "name": "default"}"#,
        #"{"id": "aus9", "name": "Mine", "default": true}"#,
    ])
    func `the built-in server is known by id, name or mark`(server: String) throws {
        let org = try organization(#"{"authorizationServers": [\#(server)]}"#)
        let found = try #require(org.authorizationServer(at: "default"))
        #expect(found.issuerPath == "/oauth2/default")
        #expect(found.audience == "api://default")
        #expect(found.policies.map(\.name) == ["Default Policy"])
        #expect(server.contains("aus9") == (found.id.rawValue == "aus9"))
        #expect(org.authorizationServer(at: found.id.rawValue)?.address == "default")
    }

    @Test(arguments: ["a/b", "v1", "org", "x y", "", "..", "a%2Fb", "ä", "a?b"])
    func `an id that no URL can name is an error`(id: String) {
        let result = read(#"{"authorizationServers": [{"id": "\#(id)", "audiences": ["a"]}]}"#)
        #expect(
            lines(result) == [
                #"a.json:1:34: authorizationServers[0].id: is "\#(id)" (allowed: letters, digits, '-', '.', '_' and "#
                    + "'~', as in URLs; not v1 or org)"
            ]
        )
    }

    @Test(arguments: ["aus9o8wzkhckw9TLa0h7", "orders", "v2", "a.b", "A_b-c~d"])
    func `an id that URLs can name is the last part of the issuer`(id: String) throws {
        let org = try organization(#"{"authorizationServers": [{"id": "\#(id)", "audiences": ["a"]}]}"#)
        #expect(org.authorizationServer(at: id)?.issuerPath == "/oauth2/\(id)")
    }

    @Test(arguments: [(#""policies": []"#, 0), (#""policies": [{"name": "Mine"}]"#, 1), (#""name": "default""#, 1)])
    func `given policies replace the default policy`(members: String, count: Int) throws {
        let org = try organization(#"{"authorizationServers": [{"id": "default", \#(members)}]}"#)
        #expect(org.authorizationServer(at: "default")?.policies.count == count)
        let isDefault = org.authorizationServer(at: "default")?.policies.first?.name == "Default Policy"
        #expect(isDefault == members.contains("name\": \"default"))
    }

    @Test func `defaultServerGrants all opens the default rule`() throws {
        let org = try organization(#"{"mock": {"defaultServerGrants": "all"}}"#)
        let rule = org.authorizationServer(at: "default")?.policies.first?.rules.first
        #expect(rule?.grantTypes == Set(texts: GrantType.allCases.map(\.rawValue)))
    }

    @Test func `scopes have Okta's defaults, and reserved ones can be changed`() throws {
        let server = try server(
            #""scopes": [{"name": "orders"}, {"name": "email", "consent": "REQUIRED"}, {"name": "d", "default": true}]"#
        )
        let orders = try #require(server.scope("orders"))
        #expect(orders.consent == .implicit && !orders.isPublished && !orders.isDefault && !orders.isSystem)
        #expect(server.scope("email")?.consent == .required)
        #expect(server.scope("email")?.isPublished == true)
        #expect(server.scopes.filter { $0.name == "email" }.count == 1)
        #expect(server.scope("d")?.isDefault == true)
    }

    @Test(arguments: [
        (#"{"name": "c", "value": "user.email"}"#, Claim.Target.resource, Claim.Value.expression("user.email"), true),
        (#"{"name": "c", "claimType": "IDENTITY", "value": "1"}"#, .identity, .expression("1"), false),
        (
            #"{"name": "c", "claimType": "IDENTITY", "alwaysIncludeInToken": true, "value": "1"}"#, .identity,
            .expression("1"), true
        ),
        (
            #"{"name": "c", "valueType": "GROUPS", "group_filter_type": "REGEX", "value": ".*"}"#, .resource,
            .groups(.regex, ".*"), true
        ),
        (#"{"name": "name", "claimType": "IDENTITY", "valueType": "SYSTEM"}"#, .identity, .system, false),
    ])
    func `claims have Okta's defaults`(text: String, target: Claim.Target, value: Claim.Value, always: Bool) throws {
        let server = try server(#""claims": [\#(text)]"#)
        let name = text.contains(#""name": "name""#) ? "name" : "c"
        let claims = server.claims.filter { $0.name == name }
        #expect(claims.map(\.target) == [target])
        #expect(claims.map(\.value) == [value])
        #expect(claims.map(\.isAlwaysIncluded) == [always])
        #expect(claims.map(\.isActive) == [true])
    }

    @Test func `a claim that replaces a system one is the only one of its name`() throws {
        let server = try server(#""claims": [{"name": "sub", "value": "user.login", "system": true}]"#)
        #expect(server.claims.filter { $0.name == "sub" }.map(\.value) == [.expression("user.login")])
        #expect(server.claims.count == 19)
    }

    @Test func `keys and children are not echoed with the server`() throws {
        let server = try server(
            #""x": 1, "scopes": [], "credentials": {"signing": {"kid": "k", "rotationMode": "AUTO"}}"#
        )
        #expect(server.source.keys == ["id", "audiences", "x", "credentials"])
        #expect(server.signingKey.keyID == "k")
        #expect(server.source["credentials"]?["signing"]?["rotationMode"] == "AUTO")
    }

    private func server(_ members: String) throws -> AuthorizationServer {
        let org = try organization(#"{"authorizationServers": [{"id": "aus1", "audiences": ["a"], \#(members)}]}"#)
        return try #require(org.authorizationServer(at: "aus1"))
    }
}
