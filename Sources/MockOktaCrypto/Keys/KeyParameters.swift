import CMockOktaOpenSSL

/// The parameters from which OpenSSL creates a key (`OSSL_PARAM_BLD`).
@safe package struct KeyParameters: ~Copyable {
    private let builder: OpaquePointer

    package init() throws(CryptoError) {
        OpenSSL.clearErrors()
        guard let builder = unsafe OSSL_PARAM_BLD_new() else { throw CryptoError(lastFailureOf: .readKey) }
        unsafe self.builder = builder
    }

    deinit {
        unsafe OSSL_PARAM_BLD_free(builder)
    }

    /// Creates a key of the type that OpenSSL calls `kind`; the selection states which parts of it are given.
    ///
    /// OpenSSL checks that a point lies on its curve.
    private borrowing func key(_ kind: String, _ selection: Int32) throws(CryptoError) -> KeyHandle {
        let parameters = unsafe OSSL_PARAM_BLD_to_param(builder)
        defer { unsafe OSSL_PARAM_free(parameters) }
        let context = unsafe EVP_PKEY_CTX_new_from_name(nil, kind, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe parameters != nil, unsafe context != nil else { throw CryptoError(lastFailureOf: .readKey) }
        var key: OpaquePointer?
        try CryptoError.check(unsafe EVP_PKEY_fromdata_init(context), .readKey)
        try CryptoError.check(unsafe EVP_PKEY_fromdata(context, &key, selection, parameters), .readKey)
        return try unsafe KeyHandle(owning: key, .readKey)
    }

    package static func rsa(modulus: [UInt8], exponent: [UInt8]) throws(CryptoError) -> KeyHandle {
        let parameters = try KeyParameters()
        // The builder keeps the pointers until the key is created, so both numbers must live until then.
        let n = try BigNumber(modulus, .readKey)
        let e = try BigNumber(exponent, .readKey)
        return try unsafe n.withPointer { (n) throws(CryptoError) in
            try unsafe e.withPointer { (e) throws(CryptoError) in
                let builder = unsafe parameters.builder
                try CryptoError.check(unsafe mockokta_push_modulus(builder, n), .readKey)
                try CryptoError.check(unsafe mockokta_push_exponent(builder, e), .readKey)
                return try parameters.key("RSA", mockokta_public_key_selection())
            }
        }
    }

    /// The key pair of an `RSA` object, which the caller keeps.
    @unsafe package static func rsa(_ numbers: OpaquePointer) throws(CryptoError) -> KeyHandle {
        let parameters = try KeyParameters()
        try CryptoError.check(unsafe mockokta_push_private_rsa(parameters.builder, numbers), .readKey)
        return try parameters.key("RSA", mockokta_key_pair_selection())
    }

    package static func elliptic(_ curve: EllipticCurve, x: [UInt8], y: [UInt8]) throws(CryptoError) -> KeyHandle {
        guard x.count == curve.coordinateByteCount, y.count == curve.coordinateByteCount else {
            // RFC 7518 §6.2.1.2: the octet string has the full length of a coordinate.
            throw CryptoError(.readKey, reason: "a coordinate on \(curve.rawValue) has another length")
        }
        let parameters = try KeyParameters()
        // Uncompressed: SEC 1 §2.3.3.
        let point = [0x04] + x + y
        return try unsafe curve.groupName.utf8CString.withUnsafeBufferPointer { (name) throws(CryptoError) in
            try unsafe point.withUnsafeBufferPointer { (point) throws(CryptoError) in
                let builder = unsafe parameters.builder
                try CryptoError.check(unsafe mockokta_push_group(builder, name.baseAddress), .readKey)
                try CryptoError.check(unsafe mockokta_push_point(builder, point.baseAddress, point.count), .readKey)
                return try parameters.key("EC", mockokta_public_key_selection())
            }
        }
    }
}
