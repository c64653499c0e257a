import CMockOktaOpenSSL

/// A `BIO` in memory, from which OpenSSL reads PEM text and to which it writes PEM text.
@safe package struct MemoryBuffer: ~Copyable {
    private let buffer: OpaquePointer

    package init(_ operation: CryptoError.Operation) throws(CryptoError) {
        OpenSSL.clearErrors()
        guard let buffer = unsafe BIO_new(BIO_s_mem()) else { throw CryptoError(lastFailureOf: operation) }
        unsafe self.buffer = buffer
    }

    package static func holding(
        _ text: String,
        _ operation: CryptoError.Operation
    ) throws(CryptoError) -> MemoryBuffer {
        let buffer = try MemoryBuffer(operation)
        let bytes = Array(text.utf8)
        guard let length = Int32(exactly: bytes.count) else {
            throw CryptoError(operation, reason: "the text is too long")
        }
        guard unsafe length == 0 || BIO_write(buffer.buffer, bytes, length) == length else {
            throw CryptoError(lastFailureOf: operation)
        }
        return buffer
    }

    deinit {
        unsafe BIO_free_all(buffer)
    }

    /// Passes the pointer to the body, for the duration of the call.
    package borrowing func withPointer<Result: ~Copyable>(
        _ body: (OpaquePointer) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        try unsafe body(buffer)
    }

    package borrowing func text() -> String {
        var bytes: UnsafeMutablePointer<CChar>?
        let count = unsafe mockokta_bio_contents(buffer, &bytes)
        let raw = unsafe UnsafeRawBufferPointer(start: bytes, count: max(0, count))
        return unsafe String(decoding: raw, as: UTF8.self)
    }
}
