import CMockOktaOpenSSL

/// The numbers of an RSA private key (RFC 8017 §3.2), read by a decoder that supports PKCS#8 only.
///
/// A starting server reads its keys first, and the general decoder tries every format that OpenSSL supports, which
/// takes longer than reading the rest of the fixture.
@safe struct RSANumbers: ~Copyable {
    private let numbers: OpaquePointer

    /// Nil if the text does not begin with PKCS#8 or does not contain an RSA key; the general decoder reports the
    /// reason.
    init?(pem: String) throws(CryptoError) {
        guard pem.hasPrefix("-----BEGIN PRIVATE KEY-----") else { return nil }
        let numbers: OpaquePointer? = try unsafe MemoryBuffer.holding(pem, .readKey).withPointer { buffer in
            let info = unsafe PEM_read_bio_PKCS8_PRIV_KEY_INFO(buffer, nil, nil, nil)
            defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
            return unsafe Self.read(info)
        }
        OpenSSL.clearErrors()
        guard let numbers = unsafe numbers else { return nil }
        unsafe self.numbers = numbers
    }

    deinit {
        unsafe mockokta_rsa_free(numbers)
    }

    @unsafe private static func read(_ info: OpaquePointer?) -> OpaquePointer? {
        var kind: OpaquePointer?
        var bytes: UnsafePointer<UInt8>?
        var length: Int32 = 0
        guard unsafe info != nil, unsafe PKCS8_pkey_get0(&kind, &bytes, &length, nil, info) == 1,
            unsafe OBJ_obj2nid(kind) == NID_rsaEncryption
        else { return nil }
        return unsafe mockokta_rsa_read(bytes, Int(length))
    }

    borrowing func key() throws(CryptoError) -> KeyHandle {
        try unsafe KeyParameters.rsa(numbers)
    }

    /// Whether the public half matches the private one: `n = pq`, and `de ≡ 1` modulo `p - 1` and `q - 1`.
    ///
    /// `p` and `q` are assumed to be primes. The other numbers only speed up signing: OpenSSL checks their result, and
    /// does without them if it is wrong.
    borrowing func belongTogether() -> Bool {
        let context = unsafe BN_CTX_new()
        let result = unsafe BN_new()
        let order = unsafe BN_new()
        defer {
            unsafe BN_free(order)
            unsafe BN_free(result)
            unsafe BN_CTX_free(context)
            OpenSSL.clearErrors()
        }
        guard unsafe context != nil, unsafe result != nil, unsafe order != nil else { return false }
        let (p, q) = unsafe (mockokta_rsa_p(numbers), mockokta_rsa_q(numbers))
        guard unsafe p != nil, unsafe q != nil, unsafe BN_mul(result, p, q, context) == 1,
            unsafe BN_cmp(result, mockokta_rsa_n(numbers)) == 0
        else { return false }
        return unsafe exponentsAreInverse(p, result, order, context) && exponentsAreInverse(q, result, order, context)
    }

    @unsafe private borrowing func exponentsAreInverse(
        _ prime: OpaquePointer?,
        _ result: OpaquePointer?,
        _ order: OpaquePointer?,
        _ context: OpaquePointer?
    ) -> Bool {
        unsafe BN_copy(order, prime) != nil && BN_sub_word(order, 1) == 1
            && BN_mod_mul(result, mockokta_rsa_d(numbers), mockokta_rsa_e(numbers), order, context) == 1
            && BN_is_one(result) == 1
    }
}
