import CMockOktaOpenSSL

/// The shared state of all TLS sessions of a server (`SSL_CTX`): identity, versions, ciphers, session ticket keys.
@safe package final class TLSContext: @unchecked Sendable {
    // Sendable: an SSL_CTX counts its references atomically, is not changed after init, and guards what sessions share
    // (the ticket keys) by its own locks.
    private let context: OpaquePointer

    package init(_ identity: TLSIdentity) throws(CryptoError) {
        OpenSSL.clearErrors()
        guard let context = unsafe SSL_CTX_new(TLS_server_method()) else {
            throw CryptoError(lastFailureOf: .configureTLS)
        }
        unsafe self.context = context
        try setProtocol()
        setModes()
        try setResumption()
        try use(identity)
    }

    deinit {
        unsafe SSL_CTX_free(context)
    }

    /// Passes the pointer to the body, for the duration of the call.
    package func withPointer<Result: ~Copyable>(
        _ body: (OpaquePointer) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try unsafe body(context)
    }

    /// TLS 1.2 and 1.3, with TLS 1.2 restricted to forward secrecy and authenticated encryption (RFC 9325 §4.2); ALPN
    /// selects HTTP/1.1.
    private func setProtocol() throws(CryptoError) {
        try Self.check(unsafe mockokta_require_tls12(context))
        try Self.check(unsafe SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20"))
        unsafe SSL_CTX_set_options(context, mockokta_no_renegotiation())
        unsafe SSL_CTX_set_alpn_select_cb(context, mockokta_select_http11, nil)
    }

    /// A write may be partial, and may be retried from a buffer that has moved; idle sessions hold no buffers.
    private func setModes() {
        unsafe mockokta_set_mode(
            context,
            Int(SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS)
        )
    }

    /// Sessions are resumed by ticket only (RFC 5077, RFC 8446 §2.2): clients store them, so the server needs no memory
    /// for them.
    private func setResumption() throws(CryptoError) {
        unsafe mockokta_keep_no_sessions(context)
        let name = Array("mock-okta".utf8)
        try Self.check(unsafe SSL_CTX_set_session_id_context(context, name, UInt32(name.count)))
    }

    private func use(_ identity: TLSIdentity) throws(CryptoError) {
        for (position, certificate) in identity.chain.enumerated() {
            try unsafe certificate.withPointer { (certificate) throws(CryptoError) in
                try Self.check(
                    unsafe position == 0
                        ? SSL_CTX_use_certificate(context, certificate)
                        : mockokta_add_chain_certificate(context, certificate)
                )
            }
        }
        try unsafe identity.key.withPointer { (key) throws(CryptoError) in
            try Self.check(unsafe SSL_CTX_use_PrivateKey(context, key))
        }
        try Self.check(unsafe SSL_CTX_check_private_key(context))
    }

    private static func check(_ result: Int32) throws(CryptoError) {
        try CryptoError.check(result, .configureTLS)
    }
}
