import CMockOktaOpenSSL

/// The client's side of one TLS connection over a blocking socket, believing whoever answers.
///
/// It serves to ask one's own server whether it is well, where no secret is sent and no answer is relied on.
@safe package struct UnverifiedTLSClient: ~Copyable {
    private let context: OpaquePointer
    private let session: OpaquePointer

    /// The socket is borrowed: closing it is its owner's business.
    package init(descriptor: Int32) throws(CryptoError) {
        ERR_clear_error()
        let socket = try unsafe TLSSocket.shared.open(descriptor)
        guard let context = unsafe SSL_CTX_new(TLS_client_method()), let session = unsafe SSL_new(context) else {
            unsafe BIO_free(socket)
            throw CryptoError(lastFailureOf: .configureTLS)
        }
        unsafe self.context = context
        unsafe self.session = session
        unsafe SSL_set_bio(session, socket, socket)
    }

    /// Shakes hands; `name` is told to the server (RFC 6066 §3) unless it is an address.
    package func connect(to name: String) throws(CryptoError) {
        ERR_clear_error()
        if case .dns = SubjectAlternativeName(name) {
            try CryptoError.check(unsafe mockokta_set_server_name(session, name), .configureTLS)
        }
        let result = unsafe SSL_connect(session)
        guard result == 1 else { throw CryptoError(lastFailureOf: .handshake) }
    }

    deinit {
        unsafe SSL_free(session)
        unsafe SSL_CTX_free(context)
    }

    package func write(_ bytes: [UInt8]) throws(CryptoError) {
        ERR_clear_error()
        var count = 0
        try CryptoError.check(unsafe SSL_write_ex(session, bytes, bytes.count, &count), .send)
    }

    /// The number of bytes read; 0 when the server has said that nothing more comes.
    package func read(into buffer: inout [UInt8]) throws(CryptoError) -> Int {
        ERR_clear_error()
        var count = 0
        let result = unsafe SSL_read_ex(session, &buffer, buffer.count, &count)
        if result == 1 { return count }
        guard unsafe SSL_get_error(session, result) == SSL_ERROR_ZERO_RETURN else {
            throw CryptoError(lastFailureOf: .receive)
        }
        return 0
    }
}
