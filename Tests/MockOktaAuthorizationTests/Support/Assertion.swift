import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport

/// Signed JWTs by which clients of the tests prove themselves (RFC 7523 §3).
struct Assertion {
    static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    let client: String
    var claims: JSONObject

    /// A correct assertion for the token endpoint, changed as a test likes; a null leaves a claim out.
    init(
        _ double: TestDouble,
        client: String = "key-app",
        endpoint: String = "/oauth2/default/v1/token",
        _ changes: JSONObject = [:]
    ) {
        self.client = client
        let now = Int(TestDouble.start.seconds)
        let standard: JSONObject = [
            "iss": .string(client), "sub": .string(client), "aud": .string(double.url + endpoint),
            "iat": .integer(now), "exp": .integer(now + 300),
        ]
        claims = standard.changed(by: changes)
    }

    /// Signs with the key of `key-app`.
    func signed(_ double: TestDouble, keyID: String? = nil, header changes: JSONObject = [:]) throws -> String {
        let key = try RSAPrivateKey(pem: double.testKey(of: "key-app"))
        let header: JSONObject = ["alg": "RS256", "kid": .string(keyID ?? SigningKey(key).id)]
        return try compact(header, changes) { try key.sign(Array($0.utf8), digest: .sha256) }
    }

    /// Signs with a secret.
    func signed(secret: String, digest: Digest = .sha256, algorithm: String = "HS256") throws -> String {
        try compact(["alg": .string(algorithm)], [:]) {
            try HMAC.code(for: Array($0.utf8), key: Array(secret.utf8), digest: digest)
        }
    }

    /// Signs with a key on an elliptic curve.
    func signed(by key: ECPrivateKey, header changes: JSONObject = [:]) throws -> String {
        try compact(["alg": .string(key.algorithm.rawValue)], changes) { try key.sign(Array($0.utf8)) }
    }

    private func compact(
        _ header: JSONObject,
        _ changes: JSONObject,
        _ sign: (String) throws -> [UInt8]
    ) throws -> String {
        let parts = [header.changed(by: changes), claims].map { Base64URL.encode(JSON.object($0).serialized()) }
        let input = parts.joined(separator: ".")
        return input + "." + Base64URL.encode(try sign(input))
    }

    static func form(_ assertion: String, _ rest: [(String, String)]) -> [(String, String)] {
        rest + [("client_assertion_type", type), ("client_assertion", assertion)]
    }
}
