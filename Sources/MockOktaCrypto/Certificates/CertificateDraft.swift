import CMockOktaOpenSSL

/// An unsigned certificate (RFC 5280 §4.1).
@safe package struct CertificateDraft: ~Copyable {
    private let certificate: OpaquePointer

    private init() throws(CryptoError) {
        OpenSSL.clearErrors()
        guard let certificate = unsafe X509_new() else { throw CryptoError(lastFailureOf: .makeCertificate) }
        unsafe self.certificate = certificate
    }

    deinit {
        unsafe X509_free(certificate)
    }

    /// Creates an unsigned certificate for a key.
    ///
    /// `validity` holds the first and the last valid second since 1970, both inclusive (§4.1.2.5); `serial` is made
    /// positive, as §4.1.2.2 requires, and has at most 20 bytes.
    package static func make(
        commonName: String,
        validity: ClosedRange<Int64>,
        serial: [UInt8],
        key: KeyHandle
    ) throws(CryptoError) -> CertificateDraft {
        let draft = try CertificateDraft()
        try check(unsafe X509_set_version(draft.certificate, Int(X509_VERSION_3)))
        try draft.setSerial(serial)
        try draft.setName(commonName)
        try unsafe set(X509_getm_notBefore(draft.certificate), validity.lowerBound)
        try unsafe set(X509_getm_notAfter(draft.certificate), validity.upperBound)
        try unsafe key.withPointer { (key) throws(CryptoError) in
            try check(unsafe X509_set_pubkey(draft.certificate, key))
        }
        return draft
    }

    private borrowing func setSerial(_ bytes: [UInt8]) throws(CryptoError) {
        guard (1...20).contains(bytes.count) else {
            throw CryptoError(.makeCertificate, reason: "a serial number has 1 to 20 bytes")
        }
        // Neither negative nor zero.
        let first = bytes[0] & 0x7f | 0x40
        let number = try BigNumber([first] + bytes.dropFirst(), .makeCertificate)
        try unsafe number.withPointer { (number) throws(CryptoError) in
            let set = unsafe BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate))
            guard unsafe set != nil else { throw CryptoError(lastFailureOf: .makeCertificate) }
        }
    }

    private borrowing func setName(_ commonName: String) throws(CryptoError) {
        guard let name = unsafe X509_NAME_new() else { throw CryptoError(lastFailureOf: .makeCertificate) }
        defer { unsafe X509_NAME_free(name) }
        // ub-common-name (RFC 5280 appendix A.1) allows 64 characters; clients check subjectAltName in any case.
        let text = Array(commonName.utf8.prefix(64))
        try Self.check(
            unsafe X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, Int32(text.count), -1, 0)
        )
        try Self.check(unsafe X509_set_subject_name(certificate, name))
    }

    private static func set(
        _ time: UnsafeMutablePointer<ASN1_TIME>?,
        _ seconds: Int64
    ) throws(CryptoError) {
        guard let clock = time_t(exactly: seconds), unsafe ASN1_TIME_set(time, clock) != nil else {
            throw CryptoError(lastFailureOf: .makeCertificate)
        }
    }

    private static func check(_ result: Int32) throws(CryptoError) {
        try CryptoError.check(result, .makeCertificate)
    }
}

extension CertificateDraft {
    /// Adds extensions, in the notation of OpenSSL's configuration files, and signs.
    ///
    /// Without an issuer the certificate is self-signed.
    package consuming func sign(
        extensions: [(nid: Int32, value: String)],
        issuer: Certificate? = nil,
        key: KeyHandle
    ) throws(CryptoError) -> Certificate {
        if let issuer {
            try unsafe issuer.withPointer { (issuer) throws(CryptoError) in
                try unsafe finish(extensions, issuer: issuer)
            }
        } else {
            try unsafe finish(extensions, issuer: certificate)
        }
        try unsafe Digest.sha256.fetched.withPointer(.makeCertificate) { (algorithm) throws(CryptoError) in
            try unsafe key.withPointer { (key) throws(CryptoError) in
                guard unsafe X509_sign(certificate, key, algorithm) > 0 else {
                    throw CryptoError(lastFailureOf: .makeCertificate)
                }
            }
        }
        try Self.check(unsafe X509_up_ref(certificate))
        return try unsafe Certificate(owning: certificate, .makeCertificate)
    }

    private borrowing func finish(
        _ extensions: [(nid: Int32, value: String)],
        issuer: OpaquePointer
    ) throws(CryptoError) {
        try Self.check(unsafe X509_set_issuer_name(certificate, X509_get_subject_name(issuer)))
        for (nid, value) in extensions {
            var context = unsafe X509V3_CTX()
            unsafe X509V3_set_ctx(&context, issuer, certificate, nil, nil, 0)
            let made = unsafe X509V3_EXT_nconf_nid(nil, &context, nid, value)
            defer { unsafe X509_EXTENSION_free(made) }
            guard unsafe made != nil else { throw CryptoError(lastFailureOf: .makeCertificate) }
            try Self.check(unsafe X509_add_ext(certificate, made, -1))
        }
    }
}
