import CMockOktaOpenSSL

/// Why a cryptographic operation failed: the operation, and the reason as text.
package struct CryptoError: Error, Hashable, Sendable {
    package enum Operation: String, Sendable {
        case digest = "compute a digest"
        case authenticate = "compute a message authentication code"
        case deriveKey = "derive a key from a password"
        case generateKey = "generate a key"
        case readKey = "read a key"
        case writeKey = "write a key"
        case keepKey = "keep a key in the store"
        case sign = "sign"
        case verify = "verify a signature"
        case makeCertificate = "make a certificate"
        case readCertificate = "read a certificate"
        case configureTLS = "set up TLS"
        case handshake = "agree on TLS"
        case receive = "receive over TLS"
        case send = "send over TLS"
        case close = "close TLS"
    }

    package var operation: Operation
    package var reason: String

    package init(_ operation: Operation, reason: String) {
        self.operation = operation
        self.reason = reason
    }
}

extension CryptoError: CustomStringConvertible {
    package var description: String { "cannot \(operation.rawValue): \(reason)" }
}

extension CryptoError {
    /// The failure that OpenSSL has just reported, removed from the thread's error queue.
    ///
    /// The oldest entry is the cause; later entries only show the functions it passed through. The queue is cleared,
    /// because remaining entries would be attributed to the thread's next operation. `meaning` precedes OpenSSL's text
    /// where that alone would not help a user ("unsupported").
    package init(lastFailureOf operation: Operation, _ meaning: String? = nil) {
        let code = ERR_peek_error()
        let reason = unsafe ERR_reason_error_string(code).map { text in unsafe String(cString: text) }
        OpenSSL.clearErrors()
        let words = reason ?? (code == 0 ? "OpenSSL gives no reason" : "OpenSSL error \(code)")
        self.init(operation, reason: meaning.map { "\($0) (\(words))" } ?? words)
    }

    /// Throws unless `result` is 1, the value by which most OpenSSL functions indicate success.
    package static func check(_ result: Int32, _ operation: Operation) throws(CryptoError) {
        guard result == 1 else { throw CryptoError(lastFailureOf: operation) }
    }
}
