import CMockOktaOpenSSL

/// A `BIGNUM` with a single owner.
@safe package struct BigNumber: ~Copyable {
    private let number: OpaquePointer

    /// Takes ownership of the number; nil means that the OpenSSL function that should have created it has failed.
    package init(owning number: OpaquePointer?, _ operation: CryptoError.Operation) throws(CryptoError) {
        guard let number = unsafe number else { throw CryptoError(lastFailureOf: operation) }
        unsafe self.number = number
    }

    /// Creates a number from big-endian bytes.
    package init(_ bytes: [UInt8], _ operation: CryptoError.Operation) throws(CryptoError) {
        guard let length = Int32(exactly: bytes.count) else {
            throw CryptoError(operation, reason: "the number is too long")
        }
        try unsafe self.init(owning: BN_bin2bn(bytes, length, nil), operation)
    }

    deinit {
        unsafe BN_free(number)
    }

    /// Passes the pointer to the body, for the duration of the call.
    package borrowing func withPointer<Result: ~Copyable>(
        _ body: (OpaquePointer) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        try unsafe body(number)
    }

    /// Transfers ownership of the number to the caller.
    package consuming func release() -> OpaquePointer {
        let number = unsafe number
        discard self
        return unsafe number
    }

    /// Big-endian bytes, without leading zeros or padded to `byteCount`.
    package borrowing func bytes(
        byteCount: Int? = nil,
        _ operation: CryptoError.Operation
    ) throws(CryptoError) -> [UInt8] {
        let length = byteCount ?? (Int(unsafe BN_num_bits(number)) + 7) / 8
        var bytes = [UInt8](repeating: 0, count: length)
        guard unsafe BN_bn2binpad(number, &bytes, Int32(length)) == Int32(length) else {
            throw CryptoError(lastFailureOf: operation)
        }
        return bytes
    }
}
