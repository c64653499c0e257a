import CMockOktaOpenSSL

/// The server side of one TLS connection (`SSL`) over a non-blocking socket.
///
/// The socket is borrowed: its owner closes it. An error ends the session; afterwards only `shutdown` may be called,
/// which then does nothing.
@safe package struct TLSSession: ~Copyable {
    private let session: OpaquePointer
    /// After a fatal error OpenSSL forbids further calls (SSL_get_error(3)).
    private var isBroken = false

    package init(_ context: TLSContext, descriptor: Int32) throws(CryptoError) {
        OpenSSL.clearErrors()
        let socket = try unsafe TLSSocket.shared.open(descriptor)
        let made = try unsafe context.withPointer { (context) throws(CryptoError) in unsafe SSL_new(context) }
        guard let session = unsafe made else {
            unsafe BIO_free(socket)
            throw CryptoError(lastFailureOf: .configureTLS)
        }
        unsafe self.session = session
        unsafe SSL_set_bio(session, socket, socket)
        unsafe SSL_set_accept_state(session)
    }

    deinit {
        unsafe SSL_free(session)
    }

    /// Whether the handshake is complete.
    package var isEstablished: Bool { unsafe SSL_is_init_finished(session) == 1 }

    package mutating func handshake() throws(CryptoError) -> TLSProgress {
        OpenSSL.clearErrors()
        return try progress(unsafe SSL_do_handshake(session), 0, .handshake)
    }

    /// Reads bytes of one record, as many as the buffer holds.
    ///
    /// Repeat until it returns `needsRead`: bytes that OpenSSL has already read from the socket raise no event there.
    package mutating func read(into buffer: inout MutableSpan<UInt8>) throws(CryptoError) -> TLSProgress {
        guard !buffer.isEmpty else { return .done(0) }
        OpenSSL.clearErrors()
        var count = 0
        let result = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe SSL_read_ex(session, bytes.baseAddress, bytes.count, &count)
        }
        return try progress(result, count, .receive)
    }

    /// Writes all of the bytes or a part of them.
    ///
    /// After `needsRead` or `needsWrite` the next call must begin with the same bytes, whatever their address.
    package mutating func write(from bytes: Span<UInt8>) throws(CryptoError) -> TLSProgress {
        guard !bytes.isEmpty else { return .done(0) }
        OpenSSL.clearErrors()
        var count = 0
        let result = unsafe bytes.withUnsafeBytes { bytes in
            unsafe SSL_write_ex(session, bytes.baseAddress, bytes.count, &count)
        }
        return try progress(result, count, .send)
    }

    /// Whether decrypted bytes are buffered, for which the socket raises no event.
    package var hasPendingBytes: Bool { unsafe SSL_pending(session) > 0 }

    /// Sends close_notify, so that the peer can detect truncation (RFC 8446 §6.1).
    ///
    /// It is done when the alert is written; it does not wait for the peer's close_notify.
    package mutating func shutdown() throws(CryptoError) -> TLSProgress {
        guard !isBroken, isEstablished else { return .done(0) }
        OpenSSL.clearErrors()
        let result = unsafe SSL_shutdown(session)
        return try result >= 0 ? .done(0) : progress(result, 0, .close)
    }

    private mutating func progress(
        _ result: Int32,
        _ count: Int,
        _ operation: CryptoError.Operation
    ) throws(CryptoError) -> TLSProgress {
        guard result != 1 else { return .done(count) }
        switch unsafe SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: return .needsRead
        case SSL_ERROR_WANT_WRITE: return .needsWrite
        case SSL_ERROR_ZERO_RETURN: return .closed
        case SSL_ERROR_SYSCALL where ERR_peek_error() == 0:
            isBroken = true
            throw CryptoError(operation, reason: "the connection is lost")
        default:
            // This includes a peer that closes without close_notify: "unexpected eof while reading".
            isBroken = true
            throw CryptoError(lastFailureOf: operation)
        }
    }
}
