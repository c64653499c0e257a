import CMockOktaOpenSSL

/// An `EVP_PKEY`, with shared ownership.
@safe package final class KeyHandle: @unchecked Sendable {
    // Sendable: an EVP_PKEY counts its references atomically and is not changed once created; OpenSSL guards what it
    // caches in it (RSA blinding, Montgomery values) by its own locks, so several threads may sign with one key at
    // once.
    private let key: OpaquePointer

    /// Takes ownership of the key; nil means that the OpenSSL function that should have created it has failed.
    package init(owning key: OpaquePointer?, _ operation: CryptoError.Operation) throws(CryptoError) {
        guard let key = unsafe key else { throw CryptoError(lastFailureOf: operation) }
        unsafe self.key = key
    }

    deinit {
        unsafe EVP_PKEY_free(key)
    }

    /// Passes the pointer to the body, for the duration of the call.
    package func withPointer<Result: ~Copyable>(
        _ body: (OpaquePointer) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try unsafe body(key)
    }

    /// Whether the key is of the type that OpenSSL calls `name`; an RSA-PSS key is not an "RSA" key.
    package func isA(_ name: String) -> Bool {
        defer { withExtendedLifetime(self) {} }
        return unsafe EVP_PKEY_is_a(key, name) == 1
    }

    package var bits: Int {
        defer { withExtendedLifetime(self) {} }
        return Int(unsafe EVP_PKEY_get_bits(key))
    }
}

extension KeyHandle {
    /// A numeric parameter of the key by OpenSSL's name, big-endian, without leading zeros or padded to `byteCount`.
    package func number(_ name: String, byteCount: Int? = nil) throws(CryptoError) -> [UInt8] {
        try unsafe withPointer { (key) throws(CryptoError) in
            OpenSSL.clearErrors()
            var number: OpaquePointer?
            try CryptoError.check(unsafe EVP_PKEY_get_bn_param(key, name, &number), .readKey)
            return try unsafe BigNumber(owning: number, .readKey).bytes(byteCount: byteCount, .readKey)
        }
    }

    /// OpenSSL's name of the elliptic curve.
    package func curveName() throws(CryptoError) -> String {
        try unsafe withPointer { (key) throws(CryptoError) in
            OpenSSL.clearErrors()
            var name = [CChar](repeating: 0, count: 64)
            var length = 0
            try CryptoError.check(unsafe EVP_PKEY_get_group_name(key, &name, name.count, &length), .readKey)
            return String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
