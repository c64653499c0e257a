import CMockOktaOpenSSL

/// An X.509 certificate (RFC 5280), with shared ownership.
@safe package final class Certificate: @unchecked Sendable {
    // Sendable: an X509 counts its references atomically, is not changed once created, and fills its caches under a
    // lock.
    private let certificate: OpaquePointer

    /// Takes ownership of the certificate; nil means that the OpenSSL function that should have created it has failed.
    package init(owning certificate: OpaquePointer?, _ operation: CryptoError.Operation) throws(CryptoError) {
        guard let certificate = unsafe certificate else { throw CryptoError(lastFailureOf: operation) }
        unsafe self.certificate = certificate
    }

    deinit {
        unsafe X509_free(certificate)
    }

    /// Passes the pointer to the body, for the duration of the call.
    package func withPointer<Result: ~Copyable>(
        _ body: (OpaquePointer) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try unsafe body(certificate)
    }

    package func pem() throws(CryptoError) -> String {
        let text = try MemoryBuffer(.makeCertificate)
        try unsafe text.withPointer { (buffer) throws(CryptoError) in
            try CryptoError.check(unsafe PEM_write_bio_X509(buffer, certificate), .makeCertificate)
        }
        return text.text()
    }

    /// Whether the certificate contains the public half of the key.
    package func belongs(to key: KeyHandle) throws(CryptoError) -> Bool {
        try unsafe key.withPointer { (key) throws(CryptoError) in
            let result = unsafe X509_check_private_key(certificate, key)
            OpenSSL.clearErrors()
            return result == 1
        }
    }
}

extension Certificate {
    /// All certificates of a PEM text, in order; other objects between them, such as a key, are skipped.
    package static func chain(pem: String) throws(CryptoError) -> [Certificate] {
        try unsafe MemoryBuffer.holding(pem, .readCertificate).withPointer { (buffer) throws(CryptoError) in
            var chain: [Certificate] = []
            while let next = unsafe PEM_read_bio_X509(buffer, nil, { _, _, _, _ in -1 }, nil) {
                chain.append(try unsafe Certificate(owning: next, .readCertificate))
            }
            // The search for a further certificate always ends in an error; PEM_R_NO_START_LINE means that there is
            // none.
            guard !chain.isEmpty, ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE else {
                throw CryptoError(lastFailureOf: .readCertificate, "there is no sound certificate in PEM form")
            }
            OpenSSL.clearErrors()
            return chain
        }
    }
}
