import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport

/// Good values of every kind, got by signing in as real clients do: bad input is made of these.
struct CollectedTokens {
    var codes: [String] = []
    var accessTokens: [String] = []
    var idTokens: [String] = []
    var refreshTokens: [String] = []
    var sessionTokens: [String] = []
    var newer = NewerValues()
    /// Open in several browsers.
    var pages: [Page] = []

    /// A sign-in or consent page: whose it is, what its form carries, and the `Cookie` field of its browser.
    struct Page {
        let server: String
        let transaction: String
        let cookie: String
    }

    var everything: [String] {
        codes + accessTokens + idTokens + refreshTokens + sessionTokens + newer.everything
            + pages.flatMap { [$0.transaction, $0.cookie] }
    }

    static let servers: [String?] = [nil, "default", "consenting"]

    /// A further server whose one scope needs the user's consent, and an app for the newer grants.
    static let fixture = """
        {apps: [\(NewerValues.app)], authorizationServers: [{id: "consenting", name: "consenting", audiences: ["api://consenting"], status: "ACTIVE",
           scopes: [{name: "photos", consent: "REQUIRED"}],
           policies: [{name: "all", priority: 1, status: "ACTIVE", conditions: {clients: {include: ["ALL_CLIENTS"]}},
             rules: [{name: "all", priority: 1, status: "ACTIVE",
               conditions: {people: {groups: {include: ["EVERYONE"]}}, scopes: {include: ["*"]},
                 grantTypes: {include: ["authorization_code", "client_credentials", "implicit", "password"]}},
               actions: {token: {accessTokenLifetimeMinutes: 60, refreshTokenLifetimeMinutes: 0,
                                 refreshTokenWindowMinutes: 10080}}}]}]}]}
        """

    static func gather(_ double: TestDouble) throws -> CollectedTokens {
        var loot = CollectedTokens()
        for server in servers { try loot.signIn(OAuthClient(double, server: server)) }
        try loot.openPages(double)
        let body = Array(#"{"username": "alice@example.com", "password": "Alice-pw-1"}"#.utf8)
        let fields: HTTPFields = ["Content-Type": "application/json", "Accept": "application/json"]
        let authn = HTTPRequest(method: .post, path: "/api/v1/authn", fields: fields, body: body)
        loot.sessionTokens.append(Answer(try double.send(authn)).string("sessionToken"))
        loot.newer = try NewerValues(double)
        loot.accessTokens.append(loot.newer.boundToken)
        return loot
    }

    private mutating func signIn(_ client: OAuthClient) throws {
        let scope = ["scope": "openid profile offline_access"]
        let answer = try client.token(OAuthClient.redeem(try client.code(scope)), basic: OAuthClient.web)
        accessTokens.append(answer.string("access_token"))
        idTokens.append(answer.string("id_token"))
        refreshTokens.append(answer.string("refresh_token"))
        codes.append(try client.code(scope))
    }

    /// Pages left open: two to sign in, one to consent.
    private mutating func openPages(_ double: TestDouble) throws {
        let browser = Browser(double)
        let request = OAuthClient.authorize(["scope": "openid photos", "prompt": "consent"])
        let signIn = try browser.get("/oauth2/consenting/v1/authorize", request)
        let consent = try browser.signIn(signIn, "alice@example.com", "Alice-pw-1")
        for page in [signIn, consent] { keep(page, "consenting", browser) }
        let other = Browser(double)
        keep(try other.get("/oauth2/default/v1/authorize", OAuthClient.authorize()), "default", other)
    }

    private mutating func keep(_ page: Answer, _ server: String, _ browser: Browser) {
        let pairs = ["idx", "oktaStateToken"].compactMap { name in browser.cookie(name).map { "\(name)=\($0)" } }
        let cookie = pairs.joined(separator: "; ")
        pages.append(Page(server: server, transaction: Self.transaction(page), cookie: cookie))
    }

    private static func transaction(_ page: Answer) -> String {
        HTMLForm.all(in: page.text).flatMap(\.inputs).first { $0.name == "stateToken" }?.value ?? ""
    }
}
