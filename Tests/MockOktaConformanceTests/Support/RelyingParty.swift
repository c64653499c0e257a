import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The client that a module runs as, with the metadata that it has read.
struct RelyingParty {
    let double: TestDouble
    let client: RegisteredClient
    let variation: Variation
    let http: OAuthClient

    init(_ double: TestDouble, as client: RegisteredClient = .one, _ variation: Variation, server: String? = "default")
    {
        self.double = double
        self.client = client
        self.variation = variation
        http = OAuthClient(double, server: server)
    }

    /// An authorize request, changed as a module likes; nil leaves a parameter out.
    func request(_ changes: [String: String?] = [:]) -> [(String, String)] {
        var standard: [(String, String)] = [
            ("client_id", client.id), ("response_type", variation.responseType),
            ("redirect_uri", RegisteredClient.redirectURI), ("scope", "openid"), ("state", "state+of/this=request"),
            ("nonce", "nonce-of-this-request"),
        ]
        if variation.isFormPost { standard.append(("response_mode", "form_post")) }
        let known = Set(standard.map(\.0))
        let kept = standard.compactMap { name, value in
            changes[name].map { change in change.map { (name, $0) } } ?? (name, value)
        }
        let added = changes.sorted { $0.key < $1.key }.compactMap { name, value in
            known.contains(name) ? nil : value.map { (name, $0) }
        }
        return kept + added
    }

    func visit(_ browser: Browser, _ request: [(String, String)]) throws -> Landing {
        Landing(try browser.get(http.base + "/v1/authorize", request))
    }

    /// Goes on from a sign-in page.
    func signIn(_ browser: Browser, _ page: Answer) throws -> Landing {
        Landing(try browser.signIn(page, ConformanceOrg.user.0, ConformanceOrg.user.1))
    }

    /// Visits, signs in if asked to, and must come back to the client.
    func authorize(_ browser: Browser, _ request: [(String, String)]) throws -> AuthorizationAnswer {
        var landing = try visit(browser, request)
        if case .page(let page) = landing, page.status == 200 { landing = try signIn(browser, page) }
        return try landing.callback()
    }

    /// Asks the token endpoint, with the client's own way to authenticate.
    func token(_ form: [(String, String)]) throws -> Answer {
        guard client.sendsSecretInBody else { return try http.token(form, basic: (client.id, client.secret)) }
        return try http.token(form + [("client_id", client.id), ("client_secret", client.secret)])
    }

    func redeem(_ code: String, verifier: String? = nil) throws -> Answer {
        let form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", RegisteredClient.redirectURI),
        ]
        return try token(form + (verifier.map { [("code_verifier", $0)] } ?? []))
    }

    func discovery() throws -> JSON { try get("/.well-known/openid-configuration").json }

    func keys() throws -> JSON { try get("/v1/keys").json }

    var issuer: String { double.url + (http.base == "/oauth2" ? "" : http.base) }

    private func get(_ path: String) throws -> Answer {
        let base = http.base == "/oauth2" && path.hasPrefix("/.well-known") ? "" : http.base
        return try Browser(double).get(base + path)
    }
}
