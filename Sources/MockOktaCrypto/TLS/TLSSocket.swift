import CMockOktaOpenSSL

/// The kind of `BIO` through which sessions reach their sockets, made once per process.
@safe final package class TLSSocket: @unchecked Sendable {
    // Sendable: a BIO_METHOD is a table of functions, not changed once made.
    private let method: OpaquePointer?

    package static let shared = TLSSocket()

    private init() {
        unsafe method = mockokta_socket_method()
        ERR_clear_error()
    }

    deinit {
        unsafe BIO_meth_free(method)
    }

    /// A new socket for a session to own; the descriptor stays its owner's.
    package func open(_ descriptor: Int32) throws(CryptoError) -> OpaquePointer {
        guard let method = unsafe method, let socket = unsafe mockokta_socket(method, descriptor) else {
            throw CryptoError(lastFailureOf: .configureTLS)
        }
        return unsafe socket
    }
}
