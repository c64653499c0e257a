import MockOktaEndpoints
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport

/// Makes requests to every endpoint, right in most respects and wrong in some.
struct RequestMaker {
    var mangler: Mangler
    /// The page that the request under way comes from, if it comes from one.
    private var page = CollectedTokens.Page(server: "", transaction: "", cookie: "")

    init(_ mangler: Mangler) {
        self.mangler = mangler
    }

    var random: SeededRandom {
        get { mangler.random }
        set { mangler.random = newValue }
    }

    /// The endpoints that this test knows parameters of; the Management API has a test of its own.
    private static let own = Engine.endpoints.filter { endpoint in
        let path = endpoint.paths[0]
        let isManagement = path.hasPrefix("/api/v1/") && !["authn", "me", "refresh"].contains(endpoint.name)
        return !isManagement && !endpoint.paths.contains { $0.hasSuffix("/*") }
    }

    /// The endpoints that create clients, which few of the requests are sent to otherwise.
    private static let registration = own.filter { $0.paths[0].hasPrefix("/oauth2/v1/clients") }

    mutating func make() -> HTTPRequest {
        // Now and then a path that no endpoint has.
        let endpoint = chance(15) ? nil : pick(chance(8) ? Engine.endpoints : chance(20) ? Self.registration : Self.own)
        page = pick(mangler.loot.pages)
        let method = method(endpoint)
        var fields: HTTPFields = [:]
        let parameters = mangler.mangle(parameters(endpoint, &fields))
        var request = HTTPRequest(method: method, path: path(endpoint), fields: fields)
        let inQuery = method != .post || chance(8)
        if inQuery { request.query = String(decoding: mangler.encode(parameters), as: UTF8.self) }
        if !inQuery || chance(20) {
            request.body = endpoint?.takesJSON == true ? json(parameters) : mangler.encode(parameters)
        }
        decorate(&request, endpoint)
        return request
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element where Element: Sendable {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

    private mutating func method(_ endpoint: Endpoint?) -> HTTPMethod {
        if chance(15) {
            return pick([.get, .head, .post, .put, .patch, .delete, .options, HTTPMethod(rawValue: "BREW")])
        }
        return pick(endpoint?.methods ?? [.get])
    }

    private mutating func path(_ endpoint: Endpoint?) -> String {
        guard let endpoint else {
            return pick(["/", "//", "/oauth2", "/oauth2/", "/%", "/a/../b", "/login/login.htm", "*", "/\u{E9}"])
        }
        let custom = endpoint.paths.filter { $0.contains("{server}") }
        let pattern = pick(custom.isEmpty || chance(4) ? endpoint.paths : custom)
        return pattern.replacing("{server}", with: server(endpoint))
            .replacing("{clientID}", with: pick(mangler.loot.newer.clientIDs + ["nobody"]))
    }

    private mutating func server(_ endpoint: Endpoint) -> String {
        if chance(12) { return pick(["nowhere", "%00", "%FF", "..", "short", "a%2Fb", ""]) }
        switch endpoint.name {
        case "sign-in", "consent", "cancel": return page.server
        default: return pick(["default", "default", "consenting"])
        }
    }

    private mutating func parameters(
        _ endpoint: Endpoint?,
        _ fields: inout HTTPFields
    ) -> [(String, String)] {
        let loot = mangler.loot
        if let parameters = newer(endpoint, &fields) { return parameters }
        switch endpoint?.name {
        case "authorize": return authorize()
        case "sign-in":
            let who = pick(["alice@example.com", "bob@example.com", "locked@example.com"])
            let word = pick(["Alice-pw-1", "Bob-pw-1", "Locked-pw-1"])
            return [("stateToken", page.transaction), ("username", who), ("password", word)]
        case "consent", "cancel": return [("stateToken", page.transaction)]
        case "token": return chance(3) ? newerToken(&fields) : token() + client(&fields)
        case "introspect", "revoke": return [("token", pick(loot.everything))] + client(&fields)
        case "userinfo":
            let token = pick(loot.accessTokens)
            guard chance(3) else {
                fields["Authorization"] = "Bearer " + (chance(4) ? inField(mangler.bad(token)) : token)
                return []
            }
            return [("access_token", token)]
        case "logout":
            return [
                ("id_token_hint", pick(loot.idTokens)), ("post_logout_redirect_uri", "http://localhost:3000/"),
                ("state", "s-1"),
            ]
        case "sessionCookieRedirect":
            return [("token", pick(loot.sessionTokens)), ("redirectUrl", mangler.bad("http://localhost:3000/"))]
        case "signout": return [("fromURI", mangler.bad("http://localhost:3000/"))]
        case "me", "refresh", "": return []
        case "authn": return [("username", "alice@example.com"), ("password", "Alice-pw-1")]
        case "openid-configuration", "oauth-authorization-server", "keys", nil:
            return chance(2) ? [("client_id", "web-app")] : []
        // Features that are not served.
        default: return authorize() + client(&fields)
        }
    }

    mutating func authorize() -> [(String, String)] {
        var changes: [String: String?] = [:]
        let types = ["code", "id_token", "token", "id_token token", "code id_token token", "none"]
        if chance(2) { changes["response_type"] = pick(types) }
        if chance(3) { changes["response_mode"] = pick(["query", "fragment", "form_post", "okta_post_message"]) }
        if chance(3) { changes["prompt"] = pick(["none", "login", "consent", "login consent", "none login"]) }
        if chance(5) { changes["max_age"] = pick(["0", "1", "10000", "2147483648", "+1"]) }
        if chance(3) {
            changes["scope"] = pick(["openid photos", "openid profile offline_access", "photos", "email", ""])
        }
        if chance(6) { changes["sessionToken"] = pick(mangler.loot.sessionTokens) }
        if chance(8) { changes["login_hint"] = mangler.bad("alice@example.com") }
        if chance(9) { changes[pick(["request", "request_uri", "idp", "acr_values", "display"])] = mangler.bad("x") }
        if chance(9) { changes["client_id"] = pick(["spa-app", "native-app", "service-app"]) }
        return OAuthClient.authorize(changes)
    }

    private mutating func token() -> [(String, String)] {
        let loot = mangler.loot
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return OAuthClient.redeem(pick(loot.codes))
        case 1:
            return [("grant_type", "refresh_token"), ("refresh_token", pick(loot.refreshTokens)), ("scope", "openid")]
        case 2: return [("grant_type", "client_credentials"), ("scope", "orders:read")]
        case 3: return [("grant_type", mangler.bad("urn:ietf:params:oauth:grant-type:device_code"))]
        default:
            return [
                ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
                ("scope", "openid offline_access"),
            ]
        }
    }

    mutating func client(_ fields: inout HTTPFields) -> [(String, String)] {
        let (id, secret) = pick([
            ("web-app", "web-secret"), ("web-app", "web-secret"), ("service-app", "service-secret"), ("spa-app", ""),
        ])
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return [("client_id", id), ("client_secret", secret)]
        case 1: return [("client_id", id)]
        case 2:
            let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            return [("client_assertion_type", type), ("client_assertion", pick(mangler.loot.everything))]
        case 3: fields["Authorization"] = inField(mangler.bad(OAuthClient.basic((id, secret))))
        default: fields["Authorization"] = OAuthClient.basic((id, secret))
        }
        return []
    }

    private mutating func json(_ parameters: [(String, String)]) -> [UInt8] {
        let members = parameters.map { name, value in
            (name, value.hasPrefix("[") ? (try? JSON.parse(Array(value.utf8))) ?? .string(value) : .string(value))
        }
        let bytes = JSON.object(JSONObject(members)).serialized()
        guard chance(4) else { return bytes }
        return pick([
            Array(bytes.dropLast(3)), Array("[[[[".utf8), [0xFF], Array("\"x\"".utf8), [],
            Array("{\"username\":{}}".utf8),
        ])
    }

    private mutating func decorate(_ request: inout HTTPRequest, _ endpoint: Endpoint?) {
        let usual = endpoint?.takesJSON == true ? "application/json" : "application/x-www-form-urlencoded"
        let types = [
            "text/plain; charset=utf-16", "multipart/form-data; boundary=x", ";", "application/json", "*/*",
            "\u{E9}/\u{E9}",
        ]
        if request.method == .post || request.method == .put, !chance(25) {
            request.fields["Content-Type"] = chance(12) ? pick(types) : usual + pick(["", "; charset=UTF-8"])
        }
        let accepts = [
            "text/html", "application/json", "*/*", "image/png", "text/html;q=0, */*", ";;,,", "application/*;q=x",
        ]
        if !chance(12) { request.fields["Accept"] = chance(3) ? pick(accepts) : "*/*" }
        if !chance(4) { request.fields["Cookie"] = cookie() }
        if chance(8) {
            request.fields["Origin"] = pick(["http://localhost:3000", "https://evil.example", "null", "\u{E9}"])
        }
        if chance(12) { request.fields["Access-Control-Request-Method"] = pick(["POST", "GET", "x y"]) }
    }

    private mutating func cookie() -> String {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return inField(mangler.bad(page.cookie))
        case 1: return page.cookie + "; " + pick(mangler.loot.pages).cookie
        case 2: return pick(mangler.loot.pages).cookie
        default: return page.cookie
        }
    }

    /// What the parser lets through in a field: no control characters.
    func inField(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}

extension Endpoint {
    /// The last word of its first path.
    fileprivate var name: String { String(paths[0].split(separator: "/").last ?? "") }

    fileprivate var takesJSON: Bool { name == "authn" || paths[0].hasPrefix("/oauth2/v1/clients") }
}
