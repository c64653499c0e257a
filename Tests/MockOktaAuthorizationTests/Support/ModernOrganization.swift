import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaTestSupport

/// Apps and servers for the newer half of OAuth: pushed requests, request objects, DPoP, devices, exchange, CIBA.
enum ModernOrganization {
    static func double(_ overlay: String = "{}", _ way: TestDouble.Way = .inProcess) throws -> TestDouble {
        try TestDouble([TestOrganization.builtIn(), fixture, overlay], way)
    }

    static let secret = "a-secret-of-more-than-thirty-two-bytes"

    /// A confidential client that may do everything here.
    static let web = ("modern-app", secret)
    static let service = ("modern-service", secret)

    private static let callback = "redirect_uris: [\"http://localhost:3000/callback\"]"
    private static let device = "urn:ietf:params:oauth:grant-type:device_code"
    private static let exchange = "urn:ietf:params:oauth:grant-type:token-exchange"
    private static let bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    private static let saml = "urn:ietf:params:oauth:grant-type:saml2-bearer"
    private static let ciba = "urn:openid:params:grant-type:ciba"

    private static let all = """
        ["authorization_code", "refresh_token", "password", "\(device)", "\(exchange)", "\(bearer)", "\(saml)", "\(ciba)"]
        """

    static let fixture = """
        {
          apps: [
            {client_id: "modern-app", client_secret: "\(secret)", \(callback), grant_types: \(all),
             backchannel_authentication_request_signing_alg: "HS256"},
            {client_id: "pushing-app", client_secret: "\(secret)", \(callback),
             require_pushed_authorization_requests: true},
            {id: "0oastarting0000001d7", client_id: "starting-app", client_secret: "\(secret)", \(callback),
             initiate_login_uri: "http://localhost:3000/start"},
            {id: "0oalonely000000001d7", client_id: "lonely-app", client_secret: "\(secret)", \(callback), assignments: {}},
            {client_id: "signing-app", client_secret: "\(secret)", \(callback), request_object_signing_alg: "HS512"},
            {client_id: "weak-signer", client_secret: "too-short", \(callback)},
            {client_id: "public-signer", application_type: "native", \(callback)},
            {client_id: "tv-app", application_type: "native", token_endpoint_auth_method: "none",
             grant_types: ["\(device)", "refresh_token", "\(exchange)", "\(ciba)", "authorization_code"], \(callback)},
            {client_id: "closed-tv", application_type: "native", token_endpoint_auth_method: "none",
             grant_types: ["\(device)"], assignments: {}},
            {client_id: "modern-service", client_secret: "\(secret)", application_type: "service",
             grant_types: ["client_credentials", "\(exchange)", "\(bearer)"]},
            {client_id: "consenting-service", client_secret: "\(secret)", application_type: "service",
             consent_method: "REQUIRED", grant_types: ["\(exchange)"]},
            {client_id: "bound-native", application_type: "native", token_endpoint_auth_method: "none", \(callback),
             grant_types: ["authorization_code", "refresh_token", "password"], dpop_bound_access_tokens: true},
            {client_id: "keyed-app", token_endpoint_auth_method: "private_key_jwt", \(callback),
             jwks: {keys: [{kty: "RSA", use: "enc", kid: "k1", n: "AQAB", e: "AQAB"}]}},
            {client_id: "broken-keys", token_endpoint_auth_method: "private_key_jwt", \(callback),
             jwks: {keys: [{kty: "RSA", kid: "k1"}]}},
          ],
          authorizationServers: [\(server("modern")), \(server("friend")), \(server("stranger"))],
        }
        """

    private static func server(_ name: String) -> String {
        """
        {id: "\(name)", name: "\(name)", audiences: ["api://\(name)"], associatedServers: ["friend"],
         scopes: [{name: "orders:read"}, {name: "asked", consent: "REQUIRED"}],
         policies: [{name: "All", conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [{name: "All", conditions: {
          people: {groups: {include: ["EVERYONE"]}}, scopes: {include: ["*"]},
          grantTypes: {include: ["client_credentials", "authorization_code", "password", "\(device)", "\(exchange)",
           "\(bearer)", "\(ciba)"]}}}]}]}
        """
    }
}

/// JWTs that tests sign: request objects, assertions.
enum SignedJWT {
    /// With a secret, HS256 unless another algorithm is named.
    static func make(
        _ claims: JSONObject,
        secret: String = ModernOrganization.secret,
        algorithm: String = "HS256",
        digest: Digest = .sha256,
        header changes: JSONObject = [:]
    ) throws -> String {
        try compact(["alg": .string(algorithm)], changes, claims) {
            try HMAC.code(for: Array($0.utf8), key: Array(secret.utf8), digest: digest)
        }
    }

    /// With the private key that the fixture has for `key-app`.
    static func make(
        _ claims: JSONObject,
        keyOf double: TestDouble,
        header changes: JSONObject = [:]
    ) throws -> String {
        let key = try RSAPrivateKey(pem: double.testKey(of: "key-app"))
        let header: JSONObject = ["alg": "RS256", "kid": .string(SigningKey(key).id)]
        return try compact(header, changes, claims) { try key.sign(Array($0.utf8), digest: .sha256) }
    }

    private static func compact(
        _ header: JSONObject,
        _ changes: JSONObject,
        _ claims: JSONObject,
        _ sign: (String) throws -> [UInt8]
    ) throws -> String {
        let parts = [header.changed(by: changes), claims].map { Base64URL.encode(JSON.object($0).serialized()) }
        let input = parts.joined(separator: ".")
        return input + "." + Base64URL.encode(try sign(input))
    }
}
