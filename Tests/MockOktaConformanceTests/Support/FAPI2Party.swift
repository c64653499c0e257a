import MockOktaCrypto
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport

/// A client of the FAPI profiles: `private_key_jwt`, pushed requests, request objects, PKCE and DPoP.
struct FAPI2Party {
    let double: TestDouble
    let id: String
    let proofKey: DPoPKey
    let http: OAuthClient
    private let key: ECPrivateKey

    /// What the client is registered for.
    enum Profile: String {
        case securityProfile = """
            grant_types: ["authorization_code", "refresh_token"], require_pushed_authorization_requests: true,
            pkce_required: true
            """
        case messageSigning = """
            grant_types: ["authorization_code", "refresh_token"], require_pushed_authorization_requests: true,
            pkce_required: true, request_object_signing_alg: "ES256"
            """
        case backchannel = """
            grant_types: ["authorization_code", "refresh_token", "urn:openid:params:grant-type:ciba"],
            backchannel_authentication_request_signing_alg: "ES256"
            """

        /// The default server's rule does not allow the CIBA grant.
        fileprivate var server: String? { self == .backchannel ? nil : "default" }
    }

    /// Two clients of one org.
    static func two(_ profile: Profile = .securityProfile) throws -> (FAPI2Party, FAPI2Party) {
        let keys = (try ECPrivateKey.generate(), try ECPrivateKey.generate())
        let apps = [app("fapi-one", keys.0, profile), app("fapi-two", keys.1, profile)].joined(separator: ",")
        let http = OAuthClient(try TestDouble(builtInAnd: "{apps: [\(apps)]}", .socket), server: profile.server)
        return (try FAPI2Party(http, "fapi-one", keys.0), try FAPI2Party(http, "fapi-two", keys.1))
    }

    static func one(_ profile: Profile = .securityProfile) throws -> FAPI2Party { try two(profile).0 }

    private static func app(_ id: String, _ key: ECPrivateKey, _ profile: Profile) -> String {
        let jwk = String(decoding: JSON.object(JWK.requiredMembers(of: key.publicKey)).serialized(), as: UTF8.self)
        return """
            {client_id: "\(id)", token_endpoint_auth_method: "private_key_jwt", jwks: {keys: [\(jwk)]},
             redirect_uris: ["\(RegisteredClient.redirectURI)"], dpop_bound_access_tokens: true, \(profile.rawValue)}
            """
    }

    private init(_ http: OAuthClient, _ id: String, _ key: ECPrivateKey) throws {
        double = http.double
        self.http = http
        self.id = id
        self.key = key
        proofKey = try DPoPKey()
    }

    var issuer: String { http.base == "/oauth2" ? double.url : double.url + http.base }

    func url(_ endpoint: String) -> String { double.url + http.base + endpoint }

    static var unique: String { String(UInt64.random(in: 0 ... .max)) }

    /// A JWT of the client's; a null leaves a claim out.
    func sign(_ claims: JSONObject, _ changes: JSONObject, header changedHeader: JSONObject = [:]) throws -> String {
        let header: JSONObject = ["alg": "ES256"]
        let parts = [header.changed(by: changedHeader), claims.changed(by: changes)]
        let input = parts.map { Base64URL.encode(JSON.object($0).serialized()) }.joined(separator: ".")
        return input + "." + Base64URL.encode(try key.sign(Array(input.utf8)))
    }

    /// The parameters of a client assertion; a null leaves a claim out.
    func assertion(
        _ endpoint: String,
        _ changes: JSONObject = [:],
        header changedHeader: JSONObject = [:]
    ) throws -> [(String, String)] {
        let now = Int(double.tenant.now.seconds)
        let claims: JSONObject = [
            "iss": .string(id), "sub": .string(id), "aud": .string(url(endpoint)), "iat": .integer(now),
            "exp": .integer(now + 60), "jti": .string(Self.unique),
        ]
        return Self.assertion(try sign(claims, changes, header: changedHeader))
    }

    /// An assertion by RS256 of another client of the org, which has an RSA key.
    func rsaAssertion(_ endpoint: String) throws -> [(String, String)] {
        let key = SigningKey(try RSAPrivateKey(pem: double.testKey(of: "key-app")))
        let claims: JSONObject = [
            "iss": "key-app", "sub": "key-app", "aud": .string(url(endpoint)),
            "exp": .integer(Int(double.tenant.now.seconds) + 60), "jti": .string(Self.unique),
        ]
        return Self.assertion(try JWT.sign(claims, with: key))
    }

    private static func assertion(_ jwt: String) -> [(String, String)] {
        [
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", jwt),
        ]
    }

    /// An authorization request, changed as a module likes; nil leaves a parameter out.
    func request(_ changes: [String: String?] = [:]) -> [(String, String)] {
        OAuthClient.authorize(
            ["client_id": nil, "redirect_uri": RegisteredClient.redirectURI, "scope": "openid offline_access"]
                .merging(changes) { $1 }
        )
    }

    func push(
        _ changes: [String: String?] = [:],
        assertion: JSONObject = [:],
        fields: HTTPFields = [:]
    ) throws -> Answer {
        try http.post("/v1/par", request(changes) + self.assertion("/v1/par", assertion), fields: fields)
    }

    /// Opens a pushed request, without a sign-in.
    func open(_ uri: String, as client: String? = nil, in browser: Browser? = nil) throws -> Answer {
        let parameters = [("client_id", client ?? id), ("request_uri", uri)]
        return try (browser ?? Browser(double)).get(http.base + "/v1/authorize", parameters)
    }

    func authorize(_ pushed: Answer, decides: Bool = true) throws -> Landing {
        let browser = Browser(double)
        let page = try open(pushed.string("request_uri"), in: browser)
        guard page.status == 200 else { return Landing(page) }
        guard decides else {
            let form = HTMLForm.all(in: page.text).first { $0.action.hasSuffix("/cancel") }
            return Landing(try browser.post(form?.action ?? "", form?.inputs.map { ($0.name, $0.value) } ?? []))
        }
        return Landing(try browser.signIn(page, "alice@example.com", "Alice-pw-1"))
    }

    func code(_ changes: [String: String?] = [:], fields: HTTPFields = [:]) throws -> String {
        try authorize(try push(changes, fields: fields)).callback()["code"] ?? ""
    }

    /// A proof for an endpoint with a nonce of the server, changed as a module likes.
    func proof(
        _ claims: JSONObject = [:],
        at endpoint: String = "/v1/token",
        key other: DPoPKey? = nil,
        header: JSONObject = [:]
    ) throws -> HTTPFields {
        let now = Int(double.tenant.now.seconds)
        var claims = claims
        if claims["iat"] == nil { claims["iat"] = .integer(now) }
        let key = other ?? proofKey
        let nonce = endpoint == "/v1/token" ? try nonce() : nil
        return [
            "DPoP": try key.proof(
                "POST",
                url(endpoint),
                nonce: nonce,
                id: Self.unique,
                claims: claims,
                header: header
            )
        ]
    }

    private func nonce() throws -> String? {
        let times: JSONObject = ["iat": .integer(Int(double.tenant.now.seconds))]
        let probe = try proofKey.proof("POST", url("/v1/token"), id: Self.unique, claims: times)
        let form = [("grant_type", "authorization_code"), ("code", "x")]
        return try http.token(form + assertion("/v1/token"), fields: ["DPoP": probe]).field("dpop-nonce")
    }

    func token(
        _ form: [(String, String)],
        assertion changes: JSONObject? = [:],
        header: JSONObject = [:],
        _ fields: HTTPFields
    ) throws -> Answer {
        let credentials = try changes.map { try assertion("/v1/token", $0, header: header) } ?? []
        return try http.token(form + credentials, fields: fields)
    }

    func redeem(_ code: String, _ changes: [String: String?] = [:]) -> [(String, String)] {
        OAuthClient.redeem(code, ["redirect_uri": RegisteredClient.redirectURI].merging(changes) { $1 })
    }
}
