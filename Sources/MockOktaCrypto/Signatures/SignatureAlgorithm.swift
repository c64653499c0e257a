/// The JSON Web Signature algorithms that Okta and its clients use (RFC 7518 §3.3, §3.4).
package enum SignatureAlgorithm: String, Sendable, CaseIterable {
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"

    package var digest: Digest {
        switch self {
        case .rs256, .es256: .sha256
        case .rs384, .es384: .sha384
        case .rs512, .es512: .sha512
        }
    }

    /// The only curve that the algorithm uses; nil for RSA.
    package var curve: EllipticCurve? {
        switch self {
        case .rs256, .rs384, .rs512: nil
        case .es256: .p256
        case .es384: .p384
        case .es512: .p521
        }
    }
}
