import CMockOktaOpenSSL

/// An `EVP_MD`, fetched from OpenSSL's providers once per process: fetching costs more than hashing a short text.
@safe package final class FetchedDigest: @unchecked Sendable {
    // Sendable: a fetched EVP_MD is never changed, and holds no state of an operation.
    private let algorithm: OpaquePointer?

    package static let md5 = FetchedDigest("MD5")
    package static let sha1 = FetchedDigest("SHA1")
    package static let sha256 = FetchedDigest("SHA256")
    package static let sha384 = FetchedDigest("SHA384")
    package static let sha512 = FetchedDigest("SHA512")

    private init(_ name: String) {
        unsafe algorithm = OpenSSL.isReady ? EVP_MD_fetch(nil, name, nil) : nil
        OpenSSL.clearErrors()
    }

    deinit {
        unsafe EVP_MD_free(algorithm)
    }

    /// Passes the pointer to the body, for the duration of the call; fails if no provider offers the function.
    package func withPointer<Result: ~Copyable>(
        _ operation: CryptoError.Operation,
        _ body: (OpaquePointer) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        guard let algorithm = unsafe algorithm else {
            throw CryptoError(operation, reason: "this OpenSSL does not offer the hash function")
        }
        defer { withExtendedLifetime(self) {} }
        return try unsafe body(algorithm)
    }

    package func hash(_ bytes: [UInt8], byteCount: Int) throws(CryptoError) -> [UInt8] {
        try unsafe withPointer(.digest) { (algorithm) throws(CryptoError) in
            OpenSSL.clearErrors()
            var result = [UInt8](repeating: 0, count: byteCount)
            try CryptoError.check(
                unsafe EVP_Digest(bytes, bytes.count, &result, nil, algorithm, nil),
                .digest
            )
            return result
        }
    }
}
