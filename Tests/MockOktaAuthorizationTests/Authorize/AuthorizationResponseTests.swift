import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What comes back from `/authorize`, where and in which order.
@Suite struct AuthorizationResponseTests {
    /// Response type, and the parameters of its answer in order.
    static let types: [(type: String, parameters: [String])] = [
        ("code", ["code", "state"]),
        ("id_token", ["id_token", "state"]),
        ("token", ["access_token", "token_type", "expires_in", "scope", "state"]),
        ("token id_token", ["id_token", "access_token", "token_type", "expires_in", "scope", "state"]),
        ("id_token code", ["code", "id_token", "state"]),
        ("code token", ["code", "access_token", "token_type", "expires_in", "scope", "state"]),
        (
            "code id_token token",
            ["code", "id_token", "access_token", "token_type", "expires_in", "scope", "state"]
        ),
    ]

    private static let overlay = """
        {apps: [{client_id: "any-app", application_type: "browser", grant_types: ["authorization_code", "implicit"],
                 redirect_uris: ["http://localhost:3000/callback"]}]}
        """

    private func answer(_ changes: [String: String?], _ client: OAuthClient) throws -> Answer {
        try client.signIn(Browser(client.double), OAuthClient.authorize(changes))
    }

    @Test(
        .rule("response.parameters", "response.default-mode", "response.type-order", "response.referrer-policy"),
        arguments: types
    )
    func `codes come in the query, tokens in the fragment`(type: String, parameters: [String]) throws {
        let client = OAuthClient(try TestDouble())
        let answer = try answer(["response_type": type], client)
        let mark = type == "code" ? "?" : "#"
        #expect(answer.location.hasPrefix("http://localhost:3000/callback\(mark)\(parameters[0])="), "\(answer)")
        #expect(answer.redirect.names == parameters)
        #expect(answer.redirect["state"] == "s-1")
        #expect(answer.redirect["token_type"] ?? "Bearer" == "Bearer")
        #expect(answer.redirect["expires_in"] ?? "3600" == "3600")
        #expect(answer.field("Referrer-Policy") == "no-referrer")
        #expect(answer.field("Cache-Control") == "no-cache, no-store")
    }

    @Test(.rule("response.code-fragment"))
    func `a code may be asked for in the fragment`() throws {
        let answer = try answer(["response_mode": "fragment"], OAuthClient(TestDouble()))
        #expect(answer.location.hasPrefix("http://localhost:3000/callback#code="))
    }

    @Test(.rule("response.form-post"), arguments: types)
    func `form_post answers with a form that submits itself`(type: String, parameters: [String]) throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.overlay))
        let answer = try answer(["client_id": "any-app", "response_type": type, "response_mode": "form_post"], client)
        #expect(answer.status == 200)
        let form = try #require(HTMLForm.all(in: answer.text).first)
        #expect(form.action == "http://localhost:3000/callback")
        #expect(form.inputs.map(\.name) == parameters)
        #expect(form.inputs.allSatisfy { $0.type == "hidden" })
        #expect(answer.text.contains(".submit();"))
    }

    @Test(.rule("response.post-message", "response.post-message-code"), arguments: types)
    func `okta_post_message answers with a script that speaks to the app's origin only`(
        type: String,
        parameters: [String]
    ) throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.overlay))
        let changes = ["client_id": "any-app", "response_type": type, "response_mode": "okta_post_message"]
        let answer = try answer(changes, client)
        #expect(answer.status == 200)
        for name in parameters { #expect(answer.text.contains("\"\(name)\":\""), "\(name)") }
        #expect(answer.text.contains(", \"http://localhost:3000\");"))
    }

    @Test(.rule("response.error", "response.error-encoding"), arguments: ["query", "fragment", "form_post"])
    func `an error travels as the answer would have, state first`(mode: String) throws {
        let changes: [String: String?] = ["response_mode": mode, "scope": "no-such", "state": "a b&c"]
        let answer = try Browser(TestDouble()).get("/oauth2/default/v1/authorize", OAuthClient.authorize(changes))
        let text = "One+or+more+scopes+are+not+configured+for+the+authorization+server+resource."
        let encoded = "state=a+b%26c&error=invalid_scope&error_description=\(text)"
        switch mode {
        case "query": #expect(answer.location == "http://localhost:3000/callback?\(encoded)")
        case "fragment": #expect(answer.location == "http://localhost:3000/callback#\(encoded)")
        default:
            let form = try #require(HTMLForm.all(in: answer.text).first)
            #expect(form.inputs.map(\.name) == ["state", "error", "error_description"])
            #expect(form.inputs.first?.value == "a b&c")
        }
    }

    @Test(
        .rule("response.error-mode"),
        arguments: [
            ("code", nil, "?"), ("code", "fragment", "#"), ("id_token", nil, "#"), ("nonsense", nil, "?"),
            ("nonsense", "fragment", "#"), (nil, "fragment", "#"), ("id_token", "query", "#"), ("none", "query", "?"),
        ] as [(String?, String?, Character)]
    )
    func `what is wrong with the response type is told by the mode that was asked for`(
        type: String?,
        mode: String?,
        mark: Character
    ) throws {
        let overlay = "{apps: [{client_id: 'web-app', response_types: [], grant_types: ['refresh_token']}]}"
        let changes: [String: String?] = ["response_type": type, "response_mode": mode]
        let answer = try Browser(TestDouble(builtInAnd: overlay))
            .get("/oauth2/default/v1/authorize", OAuthClient.authorize(changes))
        #expect(answer.location.hasPrefix("http://localhost:3000/callback\(mark)state="), "\(answer)")
        #expect(answer.redirect["error"] == "unsupported_response_type")
    }

    @Test(.rule("authorize.state"), arguments: ["x", "a.b_c-d,e", "YWJj+/==", "%2F{\"a\":1}", "ümläut"])
    func `any state that is not empty comes back as it was`(state: String) throws {
        let answer = try answer(["state": state], OAuthClient(TestDouble()))
        #expect(answer.redirect["state"] == state)
    }

    @Test(.rule("authorize.post", "authorize.unknown-ignored"))
    func `POST takes all parameters in its body, none in the query`() throws {
        let double = try TestDouble()
        let path = "/oauth2/default/v1/authorize"
        let form = OAuthClient.authorize(["prompt": "none", "nonsense": "1"])
        #expect(try Browser(double).post(path, form).redirect["error"] == "login_required")
        let body = Array(FormParameters(form).encoded.utf8)
        let fields: HTTPFields = ["Content-Type": "application/x-www-form-urlencoded"]
        let mixed = HTTPRequest(method: .post, path: path, query: "display=page", fields: fields, body: body)
        #expect(try Browser(double).send(mixed).status == 400)
    }

    @Test(.rule("authorize.unknown-client", "authorize.inactive-client"), arguments: ["no-such-app", "off-app"])
    func `an unknown or inactive client is told on a page, or in JSON where that is preferred`(id: String) throws {
        let double = try FidelityOrganization.double()
        let query = FormParameters(OAuthClient.authorize(["client_id": id])).encoded
        let path = "/oauth2/default/v1/authorize"
        let page = try Browser(double).get(path, OAuthClient.authorize(["client_id": id]))
        #expect(page.status == 400)
        #expect(page.text.contains("Invalid value for &#39;client_id&#39; parameter."))
        let json = HTTPRequest(method: .get, path: path, query: query, fields: ["Accept": "application/json"])
        let answer = Answer(try double.send(json))
        #expect(answer.string("errorCode") == "invalid_client")
        #expect(answer.string("errorSummary") == "Invalid value for 'client_id' parameter.")
    }

    @Test(.rule("authorize.unknown-server"))
    func `an unknown server is a page for browsers`() throws {
        let answer = try Browser(TestDouble()).get("/oauth2/ausNone/v1/authorize", OAuthClient.authorize())
        #expect(answer.status == 404)
        #expect(answer.field("Content-Type") == "text/html;charset=utf-8")
    }

    @Test(.rule("authorize.request-object"), arguments: ["request", "request_uri"])
    func `a request object or URI that is none is refused, not ignored`(name: String) throws {
        for (redirect, status) in [("http://localhost:3000/callback", 302), (nil, 400)] as [(String?, Int)] {
            let parameters = OAuthClient.authorize([name: "urn:okta:x", "redirect_uri": redirect])
            let answer = try Browser(TestDouble()).get("/oauth2/default/v1/authorize", parameters)
            #expect(answer.status == status, "\(answer)")
        }
    }

    @Test(.rule("authorize.display"), arguments: ["display", "idp_scope", "ui_locales"])
    func `what only external identity providers read changes nothing`(name: String) throws {
        #expect(try answer([name: "x"], OAuthClient(TestDouble())).redirect["code"] != nil)
    }

    @Test(.rule("authorize.login-hint"))
    func `login_hint fills in the user name`() throws {
        let page = try Browser(TestDouble()).get(
            "/oauth2/default/v1/authorize",
            OAuthClient.authorize(["login_hint": "bob@example.com"])
        )
        let form = try #require(HTMLForm.all(in: page.text).first)
        #expect(form.inputs.contains { $0.type != "hidden" && $0.value == "bob@example.com" })
    }

    @Test(
        .rule("authorize.acr-values"),
        arguments: [
            ("urn:okta:loa:1fa:any", "urn:okta:loa:1fa:any"), ("urn:okta:loa:1fa:pwd", "urn:okta:loa:1fa:pwd"),
            ("phr urn:okta:loa:2fa:any:ifpossible", "urn:okta:loa:2fa:any:ifpossible"), ("something:else", nil),
        ] as [(String, String?)]
    )
    func `the acr that was chosen is in the tokens`(asked: String, chosen: String?) throws {
        let client = OAuthClient(try TestDouble())
        let code = try client.code(["acr_values": asked])
        let answer = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        for token in ["access_token", "id_token"] {
            #expect(claims(of: answer.string(token))["acr"]?.string == chosen)
        }
    }

    @Test(
        .rule("authorize.redirect-exact"),
        arguments: [
            "http://localhost:3000/callback/", "http://LOCALHOST:3000/callback", "http://localhost:3000/callback?a=b",
            "http://localhost:3000/Callback", "http://localhost:3001/callback", "http://localhost:3000",
        ]
    )
    func `a redirect URI must be a registered one to the letter`(uri: String) throws {
        let parameters = OAuthClient.authorize(["redirect_uri": uri])
        #expect(try Browser(TestDouble()).get("/oauth2/default/v1/authorize", parameters).status == 400)
    }

    @Test(
        .rule("authorize.redirect-wildcard"),
        arguments: [
            ("https://a.example.com/cb", 200), ("https://review-17.example.com/cb", 200),
            ("https://a.b.example.com/cb", 400), ("https://example.com/cb", 400), ("https://a.example.com/", 400),
            ("https://a.example.com.evil/cb", 400), ("http://a.example.com/cb", 400),
        ] as [(String, Int)]
    )
    func `a wildcard stands for the lowest label, where the app allows it`(uri: String, status: Int) throws {
        for setting in ["SUBDOMAIN", "DISABLED"] {
            let double = try TestDouble(
                builtInAnd: "{apps: [{client_id: 'w', wildcard_redirect: '\(setting)', "
                    + "redirect_uris: ['https://*.example.com/cb']}]}"
            )
            let parameters = OAuthClient.authorize(["client_id": "w", "redirect_uri": uri])
            let answer = try Browser(double).get("/oauth2/default/v1/authorize", parameters)
            #expect(answer.status == (setting == "SUBDOMAIN" ? status : 400), "\(answer)")
        }
    }
}
