import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// How a client signed a JWT that it sent: with its secret or with one of its keys (RFC 7518 §3.1).
enum ClientSignature {
    case secret(Digest)
    case key(SignatureAlgorithm)

    /// Nil for `none` and for names that RFC 7518 does not have or Okta does not take.
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

    /// All names, in the order of Okta's metadata.
    static let names = ["HS256", "HS384", "HS512"] + SignatureAlgorithm.allCases.map(\.rawValue)

    /// The method by which a client authenticates with such an assertion.
    var method: ClientAuthenticationMethod {
        switch self {
        case .secret: .clientSecretJWT
        case .key: .privateKeyJWT
        }
    }

    /// Okta's least length of a secret that signs (RFC 7518 §3.2).
    private static let shortestSecret = 32

    /// Verifies a JWT with what the client registered.
    ///
    /// - Parameters:
    ///   - jwt: whose `alg` this is.
    ///   - client: holds secrets and keys.
    ///   - snapshot: holds the keys that were fetched.
    /// - Throws: `ClientSignatureFault`, which each kind of JWT has error rows of its own for.
    func verify(_ jwt: JWT, by client: Application, _ snapshot: OrgSnapshot) throws(ClientSignatureFault) {
        switch self {
        case .secret(let digest): try verify(jwt, by: client, digest)
        case .key(let algorithm):
            let key = try ClientKeys(client, snapshot).key(for: jwt, algorithm)
            guard key.verify(jwt.signature, for: jwt.signingInput, algorithm: algorithm) else { throw .badSignature }
        }
    }

    private func verify(_ jwt: JWT, by client: Application, _ digest: Digest) throws(ClientSignatureFault) {
        guard !client.secrets.isEmpty else {
            throw ClientSignatureFault(.noSecret, why: "\(client.clientID) has no secret to sign with")
        }
        let secrets = client.secrets.map { Array($0.utf8) }.filter { $0.count >= Self.shortestSecret }
        guard !secrets.isEmpty else {
            throw ClientSignatureFault(.shortSecret, why: "the secret has fewer than \(Self.shortestSecret) bytes")
        }
        guard secrets.contains(where: { HMAC.isValid(jwt.signature, for: jwt.signingInput, key: $0, digest: digest) })
        else { throw .badSignature }
    }
}

/// Why the signature of a client's JWT does not count.
struct ClientSignatureFault: Error {
    enum Kind {
        case noSecret, shortSecret, noKeys, unknownKey, wrongKeyUse, unreadableKey, badSignature
        /// No key behind the `jwks_uri` is for the algorithm.
        case noFetchedKeyOfAlgorithm
        /// Other faults of keys behind a `jwks_uri`, whose rows are the same for all JWTs.
        case fetched(OAuthError)
    }

    let kind: Kind
    /// For the journal.
    let why: String

    init(_ kind: Kind, why: String) {
        self.kind = kind
        self.why = why
    }

    static let badSignature = ClientSignatureFault(
        .badSignature,
        why: "the signature does not verify with what the client registered"
    )

    /// The row of a client assertion.
    var ofAssertion: Refusal {
        let row: OAuthError =
            switch kind {
            case .noSecret: .clientAssertionInvalidNoSecret
            case .shortSecret: .clientAssertionInvalidSecretLength
            case .noKeys: .clientAssertionJWKSNotConfigured
            case .unknownKey, .noFetchedKeyOfAlgorithm: .clientAssertionInvalidKeyID
            case .wrongKeyUse: .clientAssertionInvalidKeyUse.with("sig")
            case .unreadableKey: .clientAssertionInvalidJWKS
            case .badSignature: .clientAssertionInvalidSignature
            case .fetched(let row): row
            }
        return Refusal(row, why: why)
    }

    /// The row of a request object.
    var ofRequestObject: Refusal {
        let row: OAuthError =
            switch kind {
            case .noSecret: .requestObjectNoClientSecret
            case .shortSecret: .requestObjectInvalidSecretLength
            case .noKeys: .requestObjectJWKSNotConfigured
            case .unknownKey: .requestObjectInvalidKeyID
            case .wrongKeyUse: .requestObjectJWTInvalidKeyUse.with("sig")
            case .unreadableKey: .requestObjectInvalidJWKS
            case .badSignature: .requestObjectBadSignature
            case .noFetchedKeyOfAlgorithm: .jwksURIAlgorithmRequired
            case .fetched(let row): row
            }
        return Refusal(row, why: why)
    }
}
