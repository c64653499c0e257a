import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// How an assertion is signed, which tells the method of authentication (RFC 7518 §3.1).
enum AssertionAlgorithm {
    case secret(Digest)
    case key(SignatureAlgorithm)

    init?(_ name: String) {
        switch name {
        case "HS256": self = .secret(.sha256)
        case "HS384": self = .secret(.sha384)
        case "HS512": self = .secret(.sha512)
        default:
            guard let algorithm = SignatureAlgorithm(rawValue: name) else { return nil }
            self = .key(algorithm)
        }
    }

    var method: ClientAuthenticationMethod {
        switch self {
        case .secret: .clientSecretJWT
        case .key: .privateKeyJWT
        }
    }

    /// Okta's least length of a secret that signs (RFC 7518 §3.2).
    private static let shortestSecret = 32

    func verify(_ jwt: JWT, by client: Application) throws(Refusal) {
        switch self {
        case .secret(let digest): try verify(jwt, by: client, digest)
        case .key(let algorithm):
            let key = try ClientKeys(client).key(for: jwt)
            guard key.verify(jwt.signature, for: jwt.signingInput, algorithm: algorithm) else { throw badSignature }
        }
    }

    private func verify(_ jwt: JWT, by client: Application, _ digest: Digest) throws(Refusal) {
        let secrets = client.secrets.map { Array($0.utf8) }.filter { $0.count >= Self.shortestSecret }
        guard !secrets.isEmpty else {
            throw Refusal(.clientAssertionInvalidSecretLength, why: "the secret has fewer than 32 bytes")
        }
        guard secrets.contains(where: { HMAC.isValid(jwt.signature, for: jwt.signingInput, key: $0, digest: digest) })
        else { throw badSignature }
    }

    private var badSignature: Refusal {
        Refusal(.clientAssertionInvalidSignature, why: "the signature does not verify with the client's key")
    }
}

/// The public keys a client registered.
struct ClientKeys {
    private let keys: [JSONObject]

    init(_ client: Application) throws(Refusal) {
        keys = (client.jwks?["keys"]?.array ?? []).compactMap(\.object)
        guard !keys.isEmpty else {
            // Differs: a jwks_uri is not fetched; the double calls nobody.
            throw Refusal(.clientAssertionJWKSNotConfigured, why: "\(client.clientID) has no jwks in the fixture")
        }
    }

    /// The key that a JWT names by `kid`, which may be left out where there is only one.
    func key(for jwt: JWT) throws(Refusal) -> PublicKey {
        let candidates = jwt.keyID.map { id in keys.filter { $0["kid"]?.string == id } } ?? keys
        guard candidates.count == 1 else {
            let why = "kid is \(jwt.keyID ?? "absent"); the client's keys are \(keys.map { $0["kid"]?.string ?? "?" })"
            throw Refusal(.clientAssertionInvalidKeyID, why: why)
        }
        let key = candidates[0]
        if let use = key["use"]?.string, use != "sig" {
            throw Refusal(.clientAssertionInvalidKeyUse.with("sig"), why: "the key's use is \(use)")
        }
        guard let publicKey = JWK.publicKey(key) else {
            throw Refusal(.clientAssertionInvalidJWKS, why: "the key is no readable RSA or EC public key")
        }
        return publicKey
    }
}
