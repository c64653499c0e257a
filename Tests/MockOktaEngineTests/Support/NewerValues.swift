import MockOktaCrypto
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport

/// Good values of the newer half of OAuth: pushed requests, request objects, DPoP, devices, CIBA, registered clients.
struct NewerValues {
    var requestURIs: [String] = []
    var requestObjects: [String] = []
    var deviceCodes: [String] = []
    var userCodes: [String] = []
    var authRequestIDs: [String] = []
    var clientIDs: [String] = []
    /// Of the token endpoint, with a nonce of the server.
    var proofs: [String] = []
    /// An access token that needs a proof.
    var boundToken = ""

    static let client = ("newer-app", "a-secret-of-more-than-thirty-two-bytes")
    static let device = "urn:ietf:params:oauth:grant-type:device_code"
    static let ciba = "urn:openid:params:grant-type:ciba"

    static let app = """
        {client_id: "\(client.0)", client_secret: "\(client.1)", redirect_uris: ["http://localhost:3000/callback"],
         grant_types: ["authorization_code", "refresh_token", "password", "\(device)", "\(ciba)"],
         backchannel_authentication_request_signing_alg: "HS256"}
        """

    var everything: [String] {
        requestURIs + requestObjects + deviceCodes + userCodes + authRequestIDs + clientIDs + proofs
    }

    init() {}

    init(_ double: TestDouble) throws {
        let org = OAuthClient(double, server: nil)
        for server in ["default", nil] {
            let answer = try OAuthClient(double, server: server)
                .post("/v1/par", OAuthClient.authorize(["client_id": nil]), basic: Self.client)
            requestURIs.append(answer.string("request_uri"))
        }
        for id in ["object-1", "object-2"] { requestObjects.append(try Self.object(double, id)) }
        for _ in 0..<2 {
            let answer = try org.post("/v1/device/authorize", [("scope", "openid offline_access")], basic: Self.client)
            deviceCodes.append(answer.string("device_code"))
            userCodes.append(answer.string("user_code"))
            let form = [("scope", "openid"), ("login_hint", "alice@example.com"), ("binding_message", "<12>")]
            let request = try org.post("/v1/bc/authorize", form, basic: Self.client)
            authRequestIDs.append(request.string("auth_req_id"))
        }
        _ = try ControlClient(double).post("/ciba/\(authRequestIDs[0])", ["decision": "approve"])
        let decision: JSON = ["decision": "approve", "user": "alice@example.com"]
        _ = try ControlClient(double).post("/device/\(userCodes[0])", decision)
        let body: JSON = ["client_name": "bad input", "redirect_uris": ["http://localhost:3000/callback"]]
        clientIDs.append(try ManagementClient(double, base: "/oauth2/v1").post("/clients", body).string("client_id"))
        try prove(double, org)
    }

    private mutating func prove(_ double: TestDouble, _ client: OAuthClient) throws {
        let key = try DPoPKey()
        let url = double.url + client.base + "/v1/token"
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid"),
        ]
        let times: JSONObject = ["iat": .integer(Int(double.tenant.now.seconds))]
        let probe: HTTPFields = ["DPoP": try key.proof("POST", url, id: "probe", claims: times)]
        let nonce = try client.token(form, basic: Self.client, fields: probe).field("dpop-nonce")
        for id in ["first", "second", "third"] {
            proofs.append(try key.proof("POST", url, nonce: nonce, id: id, claims: times))
        }
        let answer = try client.token(form, basic: Self.client, fields: ["DPoP": proofs[0]])
        boundToken = answer.string("access_token")
    }

    private static func object(_ double: TestDouble, _ id: String) throws -> String {
        let now = Int(double.tenant.now.seconds)
        let claims: JSONObject = [
            "iss": .string(client.0), "aud": .string(double.url), "iat": .integer(now), "exp": .integer(now + 300),
            "jti": .string(id), "scope": "openid", "login_hint": "alice@example.com", "state": "s-1",
        ]
        let parts = [["alg": "HS256"], claims] as [JSONObject]
        let input = parts.map { Base64URL.encode(JSON.object($0).serialized()) }.joined(separator: ".")
        let code = try HMAC.code(for: Array(input.utf8), key: Array(client.1.utf8), digest: .sha256)
        return input + "." + Base64URL.encode(code)
    }
}
