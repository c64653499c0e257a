import CMockOktaOpenSSL

/// What is the same in every signature of one key and digest, made once: to copy it costs a tenth of making it.
@safe final class SignatureTemplate: @unchecked Sendable {
    // Sendable: the context is made ready here and from then on only copied from, which changes nothing in it but
    // counters of references, and OpenSSL counts atomically.
    private let context: OpaquePointer

    init(_ key: KeyHandle, digest: Digest) throws(CryptoError) {
        ERR_clear_error()
        guard let context = unsafe EVP_MD_CTX_new() else { throw CryptoError(lastFailureOf: .sign) }
        unsafe self.context = context
        try unsafe SignatureContext.prepare(context, key, digest: digest)
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    func copy() throws(CryptoError) -> SignatureContext {
        defer { withExtendedLifetime(self) {} }
        let copy = try SignatureContext(.sign)
        try unsafe copy.become(context)
        return copy
    }
}
