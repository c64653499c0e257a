import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What is compared by bytes: U+212A (Kelvin sign) is not the letter K, though Unicode holds them for equivalent.
@Suite struct ByteComparisonTests {
    private let double: TestDouble
    private let client: OAuthClient

    private static func app(_ id: String) -> String {
        """
        {client_id: "\(id)", client_secret: "s", token_endpoint_auth_method: "client_secret_post",
         grant_types: ["authorization_code", "password", "client_credentials"],
         redirect_uris: ["http://localhost/K"], post_logout_redirect_uris: ["http://localhost/K"]}
        """
    }

    private static let fixture = """
        {apps: [\(app("K")), \(app("\u{212A}"))],
         users: [{profile: {login: "nick@example.com", email: "nick@example.com"}, credentials: {password: "Nick-pw-1"}}],
         authorizationServers: [{id: "bytes", name: "bytes", audiences: ["api://K"], scopes: [{name: "K"}],
          policies: [{name: "K", conditions: {clients: {include: ["K"]}}, rules: [{name: "K", conditions: {
           people: {groups: {include: ["EVERYONE"]}}, scopes: {include: ["K", "openid"]},
           grantTypes: {include: ["client_credentials", "password", "authorization_code"]}}}]}]}]}
        """

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), Self.fixture])
        client = OAuthClient(double, server: "bytes")
    }

    @Test(.rule("bytes.login"), arguments: [("nick", 200), ("NICK", 200), ("nic\u{212A}", 401), ("NIC\u{212A}", 401)])
    func `the case of ASCII letters in a login does not count, other letters do`(name: String, status: Int) throws {
        let body = JSON.object(["username": .string(name + "@example.com"), "password": "Nick-pw-1"])
        #expect(try client.authn(String(decoding: body.serialized(), as: UTF8.self)).status == status)
        let browser = Browser(double)
        let page = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize(Self.request))
        let answer = try browser.signIn(page, name + "@example.com", "Nick-pw-1")
        #expect((answer.redirect["code"] != nil) == (status == 200), "\(answer)")
        let password = [
            ("grant_type", "password"), ("username", name + "@example.com"), ("password", "Nick-pw-1"),
            ("scope", "openid"), ("client_id", "K"), ("client_secret", "s"),
        ]
        #expect((try client.token(password).status == 200) == (status == 200))
    }

    private static let request: [String: String?] = [
        "client_id": "K", "redirect_uri": "http://localhost/K", "scope": "openid K",
    ]

    @Test(.rule("bytes.names"), arguments: ["redirect_uri", "scope", "client_id"])
    func `names, scopes and URIs at authorize`(parameter: String) throws {
        var changes = Self.request
        let right = try Browser(double).get(client.base + "/v1/authorize", OAuthClient.authorize(changes))
        #expect(right.status == 200, "\(right)")
        changes[parameter] = (changes[parameter] ?? nil)?.replacing("K", with: "\u{212A}")
        let wrong = try Browser(double).get(client.base + "/v1/authorize", OAuthClient.authorize(changes))
        // The client U+212A exists: whom policies allow is seen after the user has signed in.
        if parameter == "client_id" {
            #expect(try token(client: "\u{212A}", scope: "K").error == "access_denied")
        } else {
            #expect(wrong.status != 200, "\(wrong)")
        }
    }

    private func token(client id: String, scope: String) throws -> Answer {
        let form = [
            ("grant_type", "client_credentials"), ("scope", scope), ("client_id", id), ("client_secret", "s"),
        ]
        return try client.token(form)
    }

    @Test(.rule("bytes.names")) func `clients of policies and scopes of rules`() throws {
        #expect(try token(client: "K", scope: "K").status == 200)
        #expect(try token(client: "\u{212A}", scope: "K").error == "access_denied")
        #expect(try token(client: "K", scope: "\u{212A}").error == "invalid_scope")
    }

    @Test(.rule("bytes.names")) func `the address after logout`() throws {
        let password = [
            ("grant_type", "password"), ("username", "nick@example.com"), ("password", "Nick-pw-1"),
            ("scope", "openid"), ("client_id", "K"), ("client_secret", "s"),
        ]
        let hint = try client.token(password).string("id_token")
        for (uri, status) in [("http://localhost/K", 302), ("http://localhost/\u{212A}", 400)] {
            let parameters = [("id_token_hint", hint), ("post_logout_redirect_uri", uri)]
            #expect(try Browser(double).get(client.base + "/v1/logout", parameters).status == status)
        }
    }
}
