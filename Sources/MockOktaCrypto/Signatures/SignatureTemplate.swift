import CMockOktaOpenSSL

/// An initialized signing context for one key and digest: copying it costs a tenth of initializing one.
@safe final class SignatureTemplate: @unchecked Sendable {
    // Sendable: the context is initialized here and afterwards only copied, which changes only its reference counts,
    // and OpenSSL changes those atomically.
    private let context: OpaquePointer

    init(_ key: KeyHandle, digest: Digest) throws(CryptoError) {
        OpenSSL.clearErrors()
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
