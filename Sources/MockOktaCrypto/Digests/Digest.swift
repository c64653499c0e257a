import CMockOktaOpenSSL

/// A hash function (FIPS 180-4, RFC 1321).
///
/// SHA-1 and MD5 are supported only for imported password hashes.
package enum Digest: Sendable, CaseIterable {
    case md5
    case sha1
    case sha256
    case sha384
    case sha512

    package var byteCount: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The digest of all bytes.
    ///
    /// Fails if OpenSSL is configured not to provide the function (MD5 in FIPS mode).
    package func hash(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        try fetched.hash(bytes, byteCount: byteCount)
    }

    package var fetched: FetchedDigest {
        switch self {
        case .md5: .md5
        case .sha1: .sha1
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }
}
