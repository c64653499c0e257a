import CMockOktaOpenSSL

/// The client side of one TLS connection over a blocking socket.
@safe package struct TLSClient: ~Copyable {
    /// The certificates that the client accepts from a server.
    package enum Trust: Hashable, Sendable {
        /// Certificates issued by the system's certificate authorities.
        case system
        /// Certificates issued by the authorities in a PEM text.
        case authorities(pem: String)
        /// Any certificate: the server is not authenticated.
        case any
    }

    private let context: OpaquePointer
    private let session: OpaquePointer
    private let isVerifying: Bool

    /// Creates a client; the caller closes the socket.
    package init(descriptor: Int32, trust: Trust) throws(CryptoError) {
        OpenSSL.clearErrors()
        let context = try unsafe trust.context()
        guard let session = unsafe SSL_new(context) else {
            unsafe SSL_CTX_free(context)
            throw CryptoError(lastFailureOf: .configureTLS)
        }
        let socket: OpaquePointer
        do throws(CryptoError) {
            unsafe socket = try unsafe TLSSocket.shared.open(descriptor)
        } catch {
            unsafe SSL_free(session)
            unsafe SSL_CTX_free(context)
            throw error
        }
        unsafe SSL_set_bio(session, socket, socket)
        unsafe self.context = context
        unsafe self.session = session
        isVerifying = trust != .any
    }

    /// Performs the handshake.
    ///
    /// - Parameter name: the host in the URL, without brackets. A DNS name is sent to the server (RFC 6066 §3).
    /// - Throws: an error if the server does not use TLS, or its certificate is not trusted or is for another name.
    package func connect(to name: String) throws(CryptoError) {
        OpenSSL.clearErrors()
        switch SubjectAlternativeName(name) {
        case .dns: try CryptoError.check(unsafe mockokta_set_server_name(session, name), .configureTLS)
        case .address, nil: break
        }
        if isVerifying { try expect(name) }
        let result = unsafe SSL_connect(session)
        guard result == 1 else {
            let verification = unsafe SSL_get_verify_result(session)
            guard isVerifying, verification != X509_V_OK else { throw CryptoError(lastFailureOf: .handshake) }
            OpenSSL.clearErrors()
            let reason = unsafe String(cString: X509_verify_cert_error_string(verification))
            throw CryptoError(.handshake, reason: "the certificate is not trusted: \(reason)")
        }
    }

    private func expect(_ name: String) throws(CryptoError) {
        if case .address = SubjectAlternativeName(name) {
            let parameters = unsafe SSL_get0_param(session)
            try CryptoError.check(unsafe X509_VERIFY_PARAM_set1_ip_asc(parameters, name), .configureTLS)
        } else {
            try CryptoError.check(unsafe SSL_set1_host(session, name), .configureTLS)
        }
    }

    deinit {
        unsafe SSL_free(session)
        unsafe SSL_CTX_free(context)
    }

    package func write(_ bytes: [UInt8]) throws(CryptoError) {
        OpenSSL.clearErrors()
        var count = 0
        try CryptoError.check(unsafe SSL_write_ex(session, bytes, bytes.count, &count), .send)
    }

    /// Returns the number of bytes read; 0 when the server has closed the session.
    package func read(into buffer: inout [UInt8]) throws(CryptoError) -> Int {
        OpenSSL.clearErrors()
        var count = 0
        let result = unsafe SSL_read_ex(session, &buffer, buffer.count, &count)
        if result == 1 { return count }
        guard unsafe SSL_get_error(session, result) == SSL_ERROR_ZERO_RETURN else {
            throw CryptoError(lastFailureOf: .receive)
        }
        return 0
    }
}

extension TLSClient.Trust {
    /// A context that verifies certificates as configured; the caller frees it.
    @unsafe fileprivate func context() throws(CryptoError) -> OpaquePointer {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()) else {
            throw CryptoError(lastFailureOf: .configureTLS)
        }
        do throws(CryptoError) {
            try unsafe configure(context)
            return unsafe context
        } catch {
            unsafe SSL_CTX_free(context)
            throw error
        }
    }

    @unsafe private func configure(_ context: OpaquePointer) throws(CryptoError) {
        if self != .any { unsafe SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil) }
        switch self {
        case .any: return
        case .system: try CryptoError.check(unsafe SSL_CTX_set_default_verify_paths(context), .configureTLS)
        case .authorities(let pem):
            let store = unsafe SSL_CTX_get_cert_store(context)
            for certificate in try Certificate.chain(pem: pem) {
                try unsafe certificate.withPointer { (certificate) throws(CryptoError) in
                    try CryptoError.check(unsafe X509_STORE_add_cert(store, certificate), .configureTLS)
                }
            }
        }
    }
}
