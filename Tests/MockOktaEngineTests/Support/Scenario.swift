import MockOktaEndpoints
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport

/// What a suite might do to a double: every endpoint of both kinds of server, right and wrong, with the clock moving,
/// keys rotating, faults and a second tenant.
struct Scenario {
    let double: TestDouble

    func play() throws {
        for server in [nil, "default"] {
            try metadata(server)
            try tokens(server)
            try pages(server)
        }
        try deviceFlow()
        try interaction()
        try unserved()
        try management()
        try steering()
        try anotherTenant()
    }

    private func metadata(_ server: String?) throws {
        let base = server.map { "/oauth2/\($0)" } ?? ""
        for name in ["openid-configuration", "oauth-authorization-server"] {
            _ = try double.send(.get(base + "/.well-known/" + name))
        }
        _ = try double.send(.get((server.map { "/oauth2/\($0)" } ?? "/oauth2") + "/v1/keys"))
        _ = try double.send(HTTPRequest(method: .options, path: base + "/v1/keys", fields: ["Origin": "http://x"]))
    }

    private func tokens(_ server: String?) throws {
        let client = OAuthClient(double, server: server)
        let first = try client.token(
            OAuthClient.redeem(try client.code(["scope": "openid profile email offline_access"])),
            basic: OAuthClient.web
        )
        _ = try client.token(OAuthClient.redeem("unknown"), basic: OAuthClient.web)
        let password = [
            ("grant_type", "password"), ("username", "bob@example.com"), ("password", "Bob-pw-1"),
            ("scope", "openid offline_access"),
        ]
        let second = try client.token(password, basic: OAuthClient.web)
        let service = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        _ = try client.token(service, basic: ("service-app", "service-secret"))
        _ = try client.token(service, basic: ("service-app", "wrong"))
        double.advance(60)
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", first.string("refresh_token"))]
        let token = try client.token(refresh, basic: OAuthClient.web).string("access_token")
        _ = try client.introspect(token, basic: OAuthClient.web)
        _ = try client.userInfo(token)
        _ = try client.userInfo("nonsense")
        _ = try client.post("/v1/revoke", [("token", token)], basic: OAuthClient.web)
        _ = try client.introspect(token, basic: OAuthClient.web)
        _ = try client.introspect(second.string("refresh_token"), basic: OAuthClient.web)
    }

    private func pages(_ server: String?) throws {
        let (client, browser) = (OAuthClient(double, server: server), Browser(double))
        let path = client.base + "/v1/authorize"
        let page = try browser.get(path, OAuthClient.authorize())
        _ = try browser.signIn(page, "alice@example.com", "wrong")
        let redirect = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        let tokens = try client.token(OAuthClient.redeem(redirect.redirect["code"] ?? ""), basic: OAuthClient.web)
        _ = try browser.get(path, OAuthClient.authorize(["prompt": "none"]))
        let implicit = ["response_type": "id_token token", "response_mode": "form_post", "code_challenge": nil]
        _ = try browser.get(path, OAuthClient.authorize(implicit.merging(["code_challenge_method": nil]) { $1 }))
        _ = try browser.get(path, OAuthClient.authorize(["redirect_uri": "http://evil.example/"]))
        let again = try browser.get(path, OAuthClient.authorize(["prompt": "login"]))
        let cancel = HTMLForm.all(in: again.text).first { $0.action.hasSuffix("/cancel") }
        _ = try browser.post(cancel?.action ?? "", cancel?.filled(text: "", password: "") ?? [])
        try consent(path)
        _ = try browser.get("/api/v1/sessions/me")
        _ = try browser.post("/api/v1/sessions/me/lifecycle/refresh", [])
        _ = try browser.get(client.base + "/v1/logout", [("id_token_hint", tokens.string("id_token"))])
        _ = try browser.get("/login/sessionCookieRedirect", [("redirectUrl", "/"), ("token", "20111-none")])
        _ = try browser.get("/login/token/sso", [("token", "0oanone.20111-none")])
        _ = try browser.get("/login/signout")
    }

    private func consent(_ path: String) throws {
        let browser = Browser(double)
        let page = try browser.get(path, OAuthClient.authorize(["client_id": "asking-app"]))
        let asked = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        let form = HTMLForm.all(in: asked.text).first { $0.action.hasSuffix("/consent") }
        _ = try browser.post(form?.action ?? path + "/consent", form?.filled(text: "", password: "") ?? [])
    }

    private func deviceFlow() throws {
        let client = OAuthClient(double, server: nil)
        let form = [("client_id", "native-app"), ("scope", "openid")]
        let device = try client.post("/v1/device/authorize", form)
        let browser = Browser(double)
        _ = try browser.get("/activate", [("user_code", device.string("user_code"))])
        let page = try browser.post("/activate", [("user_code", device.string("user_code"))])
        let asked = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        let approval = HTMLForm.all(in: asked.text).first { $0.action.hasSuffix("/consent") }
        _ = try browser.post(approval?.action ?? "/activate", approval?.filled(text: "", password: "") ?? [])
        let grant = "urn:ietf:params:oauth:grant-type:device_code"
        let poll = [("grant_type", grant), ("device_code", device.string("device_code")), ("client_id", "native-app")]
        _ = try client.token(poll)
        _ = try client.post("/v1/par", OAuthClient.authorize(["client_id": nil]), basic: OAuthClient.web)
        _ = try client.post("/v1/bc/authorize", [("login_hint", "alice@example.com")], basic: OAuthClient.web)
        _ = try browser.get("/bc/approve", [("auth_req_id", "ft-none")])
        _ = try client.post("/v1/interact", form)
        let hints = [("login_hint", "alice@example.com"), ("challenge_hint", "urn:okta:params:oauth:grant-type:oob")]
        for endpoint in ["/v1/primary-authenticate", "/v1/challenge"] {
            _ = try client.post(endpoint, hints, basic: OAuthClient.web)
        }
    }

    /// A sign-in by the Identity Engine's API, and each of its endpoints without a transaction.
    private func interaction() throws {
        let client = IDXClient(double)
        let app = ["client_id": "native-app", "redirect_uri": "com.example.app:/callback"]
        let page = try client.submit(client.begin(app), "identify", ["identifier": "alice@example.com"])
        _ = try client.submit(page, "challenge-authenticator", ["credentials": ["passcode": "Alice-pw-1"]])
        for endpoint in Engine.endpoints {
            for path in endpoint.paths where path.hasPrefix("/idp/idx/") {
                _ = try client.post(String(path.dropFirst("/idp/idx/".count)), [:])
            }
        }
        let browser = Browser(double)
        for base in ["/oauth2", "/oauth2/default"] { _ = try browser.post(base + "/v1/authorize/step", []) }
        _ = try browser.get("/login/page/none")
        _ = try browser.get("/login/token/redirect", [("stateToken", "02.id.none")])
        _ = try browser.get("/login/error/redirect", [("stateToken", "02.id.none")])
        _ = try browser.get("/api/v1/users/none/factors/none/qr/none")
        _ = try browser.get("/email/verify/oidc_client/none")
        for path in ["/signin/reset-password/none", "/signin/unlock/none"] {
            _ = try browser.get(path)
            _ = try browser.post(path, [])
        }
    }

    private func unserved() throws {
        let credentials: JSON = ["username": "alice@example.com", "password": "Alice-pw-1"]
        let fields: HTTPFields = ["Content-Type": "application/json", "Accept": "application/json"]
        let body = credentials.serialized()
        _ = try double.send(HTTPRequest(method: .post, path: "/api/v1/authn", fields: fields, body: body))
        _ = try double.send(.get("/"))
        _ = try double.send(.get("/nowhere"))
        _ = try double.send(.get("/.well-known/webfinger", [("resource", "okta:acct:alice@example.com")]))
        _ = try double.send(HTTPRequest(method: .delete, path: "/oauth2/default/v1/token"))
    }

    /// Every operation on objects of the org: lists as they are, objects that are not there, empty bodies.
    private func management() throws {
        let fields: HTTPFields = [
            "Authorization": "SSWS mock-api-token", "Content-Type": "application/json", "Accept": "application/json",
        ]
        for endpoint in Engine.endpoints {
            for path in endpoint.paths where Self.isManagement(path) {
                let segments = path.split(separator: "/", omittingEmptySubsequences: false)
                let path = segments.map { $0.hasPrefix("{") ? "none" : $0 }.joined(separator: "/")
                for method in endpoint.methods {
                    let body = method == .post || method == .put ? Array("{}".utf8) : []
                    _ = try double.send(HTTPRequest(method: method, path: path, fields: fields, body: body))
                }
            }
        }
    }

    private static func isManagement(_ path: String) -> Bool {
        ["/api/v1/", "/oauth2/v1/clients"].contains(where: path.hasPrefix) || path.hasSuffix("/okta-organization")
    }

    private func steering() throws {
        let (control, client) = (ControlClient(double), OAuthClient(double))
        for broken in ["expired", "alg_none", "hs256_public_key", "kid_of_other_key"] {
            let order: JSON = [
                "kind": "access", "client": "web-app", "user": "alice@example.com", "broken": .string(broken),
            ]
            _ = try client.userInfo(try control.post("/tokens", order).string("token"))
        }
        _ = try control.post("/sessions", ["user": "bob@example.com"])
        _ = try control.post("/keys/rotate")
        _ = try double.send(.get("/oauth2/default/v1/keys"))
        _ = try control.post("/faults", ["effect": ["error": "server_error"], "probability": .double(0.5)])
        for _ in 0..<8 { _ = try double.send(.get("/oauth2/default/v1/keys")) }
        _ = try control.get("/faults")
        _ = try control.delete("/faults")
    }

    private func anotherTenant() throws {
        let client = OAuthClient(double, prefix: "/t/other")
        _ = try ControlClient(double, prefix: "/t/other").post("/clock/advance", ["by": "P1D"])
        _ = try client.token(OAuthClient.redeem(try client.code()), basic: OAuthClient.web)
    }
}
