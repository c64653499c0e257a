import MockOkta
import MockOktaFormats
import MockOktaTestSupport
import Testing

@Suite struct OrgControllerTokensTests {
    private static let web = "web-app:web-secret"
    private static let alice = "alice@example.com"

    private func introspect(_ token: String, _ okta: MockOktaServer) throws -> String {
        try okta.post("/oauth2/default/v1/introspect", [("token", token)], basic: Self.web).body
    }

    @Test func `a token has what was ordered, and is good`() throws {
        let okta = try MockOktaServer.start(configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true))
        defer { okta.stop() }
        let token = try okta.mint(
            .access,
            client: "web-app",
            user: Self.alice,
            scope: "openid email",
            lifetime: .seconds(90),
            claims: ["level": 3, "b": ["x": [true, nil]]],
            without: ["auth_time"],
            header: ["typ": "at+jwt"]
        )
        #expect(token.claims["iss"]?.string == okta.issuer)
        #expect(token.claims["scp"] == ["openid", "email"] && token.claims["level"] == 3)
        #expect(token.claims["b"]?["x"] == [true, nil] && token.claims["auth_time"] == nil)
        #expect(token.header["typ"] == "at+jwt")
        #expect(token.claims["exp"]?.integer == token.claims["iat"]?.integer.map { $0 + 90 })
        #expect(try introspect(token.text, okta).hasPrefix(#"{"active":true"#))
        okta.advance(by: .seconds(90))
        #expect(try introspect(token.text, okta) == #"{"active":false}"#)
    }

    @Test func `equal calls give equal bytes under a seed`() throws {
        let configuration = MockOktaServer.Configuration(
            baseURL: "http://okta.test",
            clock: "2026-01-01T00:00:00Z",
            isFrozen: true,
            seed: 7
        )
        let claims: [String: JSONValue] = ["a": 1, "b": 2, "c": ["y": 1, "x": 2]]
        let texts = try (0..<2).map { _ in
            let okta = try MockOktaServer.start(configuration: configuration)
            defer { okta.stop() }
            return try okta.mint(.id, client: "web-app", user: Self.alice, nonce: "n", claims: claims).text
        }
        #expect(texts[0] == texts[1])
    }

    @Test func `a refresh token refreshes, and an expired one does not`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        for (flaw, status) in [(nil, 200), (.expired, 400)] as [(MintedToken.Defect?, Int)] {
            let scope = "openid offline_access"
            let token = try okta.mint(.refresh, client: "web-app", user: Self.alice, scope: scope, broken: flaw)
            #expect(token.claims.isEmpty && token.header.isEmpty)
            let form = [("grant_type", "refresh_token"), ("refresh_token", token.text)]
            #expect(try okta.post("/oauth2/default/v1/token", form, basic: Self.web).status == status)
        }
    }

    @Test(arguments: MintedToken.Defect.allCases)
    func `every flaw is one that the control API knows`(flaw: MintedToken.Defect) throws {
        let okta = try MockOktaServer.start(configuration: .init(seed: 1))
        defer { okta.stop() }
        let good = try okta.mint(.id, client: "web-app", user: Self.alice, nonce: "n")
        let bad = try okta.mint(.id, client: "web-app", user: Self.alice, nonce: "n", broken: flaw)
        #expect(good.text != bad.text)
    }

    @Test func `what there is not is refused with what there is`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let user = #expect(throws: OrgControlError.self) { try okta.mint(.access, client: "web-app", user: "eve") }
        #expect(user?.description.contains(Self.alice) == true)
        let client = #expect(throws: OrgControlError.self) { try okta.mint(.access, client: "no-app") }
        #expect(client?.description.contains("web-app") == true)
        #expect(throws: OrgControlError.self) { try okta.mint(.id, client: "web-app") }
        #expect(throws: OrgControlError.self) { try okta.startSession(for: "eve") }
        #expect(throws: OrgControlError.self) { try okta.rotateKeys(of: "nowhere") }
    }

    @Test func `a session's cookie signs in without a page`() throws {
        let okta = try MockOktaServer.start(configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true))
        defer { okta.stop() }
        let session = try okta.startSession(for: Self.alice)
        #expect(session.expires == "2026-01-01T02:00:00.000Z" && session.id.hasPrefix("102"))
        #expect(session.userID.hasPrefix("00u") && session.sessionToken.hasPrefix("20111"))
        let query = FormParameters([
            ("client_id", "web-app"), ("response_type", "code"), ("scope", "openid"), ("state", "s"),
            ("redirect_uri", "http://localhost:3000/callback"), ("prompt", "none"),
        ]).encoded
        let client = try RawClient(port: okta.port)
        let line = "GET /oauth2/default/v1/authorize?\(query) HTTP/1.1"
        try client.send("\(line)\r\nHost: a\r\nCookie: \(session.cookie)\r\n\r\n")
        #expect(try client.readAnswer().head.contains("/callback?code="))
    }

    @Test func `a next key that was seen stays the next one, whatever is taken back`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        okta.advance(by: .seconds(45 * 86_400))
        okta.saveSnapshot("announced")
        let published = try JSON.parse(Array(okta.get("/oauth2/default/v1/keys").body.utf8))["keys"]?.array
        #expect(published?.count == 2)
        let told = try okta.publishedKeys().filter { $0.server == "default" }
        #expect(told.map(\.status) == [.active, .next])
        #expect(told.map(\.keyID) == published?.compactMap { $0["kid"]?.string })
        for _ in 0..<2 {
            #expect(try okta.rotateKeys(of: "default").first?.keyID == published?.last?["kid"]?.string)
            try okta.restoreSnapshot("announced")
        }
    }

    @Test func `a rotation tells what is published now`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let rotated = try okta.rotateKeys(of: "default")
        #expect(rotated.map(\.status) == [.active, .expired] && rotated.allSatisfy { $0.server == "default" })
        let published = try JSON.parse(Array(okta.get("/oauth2/default/v1/keys").body.utf8))["keys"]?.array
        #expect(published?.compactMap { $0["kid"]?.string } == rotated.map(\.keyID))
        let all = try okta.rotateKeys(retire: true)
        #expect(all.count > 2 && all.allSatisfy { $0.status == .active })
    }
}
