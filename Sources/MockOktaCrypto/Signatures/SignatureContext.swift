import CMockOktaOpenSSL

/// An `EVP_MD_CTX` for signing or verifying once, with a single owner.
@safe package struct SignatureContext: ~Copyable {
    private let context: OpaquePointer

    package init(_ operation: CryptoError.Operation) throws(CryptoError) {
        OpenSSL.clearErrors()
        guard let context = unsafe EVP_MD_CTX_new() else { throw CryptoError(lastFailureOf: operation) }
        unsafe self.context = context
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    /// Copies the state of another context into this one.
    borrowing func become(_ other: OpaquePointer) throws(CryptoError) {
        try CryptoError.check(unsafe EVP_MD_CTX_copy_ex(context, other), .sign)
    }

    /// Initializes a context for signing.
    static func prepare(_ context: OpaquePointer, _ key: KeyHandle, digest: Digest) throws(CryptoError) {
        try unsafe digest.fetched.withPointer(.sign) { (algorithm) throws(CryptoError) in
            try unsafe key.withPointer { (pointer) throws(CryptoError) in
                var settings: OpaquePointer?
                try CryptoError.check(unsafe EVP_DigestSignInit(context, &settings, algorithm, nil, pointer), .sign)
                try unsafe Self.setPadding(of: key, settings, .sign)
            }
        }
    }

    /// The signature in OpenSSL's encoding, which is DER for an elliptic curve.
    package consuming func sign(
        _ message: [UInt8],
        with key: KeyHandle,
        digest: Digest
    ) throws(CryptoError) -> [UInt8] {
        try unsafe Self.prepare(context, key, digest: digest)
        return try sign(message)
    }

    /// The signature, from an initialized context.
    consuming func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        var length = 0
        try CryptoError.check(unsafe EVP_DigestSign(context, nil, &length, message, message.count), .sign)
        var signature = [UInt8](repeating: 0, count: length)
        try CryptoError.check(unsafe EVP_DigestSign(context, &signature, &length, message, message.count), .sign)
        signature.removeLast(signature.count - length)
        return signature
    }

    /// Whether the signature, in OpenSSL's encoding, is a valid signature of the message.
    package consuming func verify(
        _ signature: [UInt8],
        for message: [UInt8],
        with key: KeyHandle,
        digest: Digest
    ) throws(CryptoError) -> Bool {
        try unsafe digest.fetched.withPointer(.verify) { (algorithm) throws(CryptoError) in
            try unsafe key.withPointer { (pointer) throws(CryptoError) in
                var settings: OpaquePointer?
                try CryptoError.check(
                    unsafe EVP_DigestVerifyInit(context, &settings, algorithm, nil, pointer),
                    .verify
                )
                try unsafe Self.setPadding(of: key, settings, .verify)
                let result = unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count)
                // 0 and negative results leave entries in the error queue, which must not affect later operations.
                OpenSSL.clearErrors()
                return result == 1
            }
        }
    }

    /// RSASSA-PKCS1-v1_5 is OpenSSL's default for RSA keys; it is set explicitly so that no configuration changes it.
    private static func setPadding(
        of key: KeyHandle,
        _ settings: OpaquePointer?,
        _ operation: CryptoError.Operation
    ) throws(CryptoError) {
        guard key.isA("RSA") else { return }
        try CryptoError.check(unsafe EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PADDING), operation)
    }
}
