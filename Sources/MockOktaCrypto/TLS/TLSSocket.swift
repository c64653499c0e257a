import CMockOktaOpenSSL

/// The `BIO` type through which sessions access their sockets, created once per process.
@safe final package class TLSSocket: @unchecked Sendable {
    // Sendable: a BIO_METHOD is a table of functions that is not changed once created.
    private let method: OpaquePointer?

    package static let shared = TLSSocket()

    private init() {
        unsafe method = mockokta_socket_method()
        OpenSSL.clearErrors()
    }

    deinit {
        unsafe BIO_meth_free(method)
    }

    /// Creates a BIO that a session owns; the owner of the descriptor keeps it.
    package func open(_ descriptor: Int32) throws(CryptoError) -> OpaquePointer {
        guard let method = unsafe method, let socket = unsafe mockokta_socket(method, descriptor) else {
            throw CryptoError(lastFailureOf: .configureTLS)
        }
        return unsafe socket
    }
}
