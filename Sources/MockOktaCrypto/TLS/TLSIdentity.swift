import CMockOktaOpenSSL

/// The identity of a TLS server: a certificate chain and the private key of the first certificate.
package struct TLSIdentity: Sendable {
    package let chain: [Certificate]
    package let key: KeyHandle
    /// The CA certificate that clients must trust to accept a generated certificate; nil for a certificate that was
    /// given.
    package let caPEM: String?

    /// Reads a certificate followed by its intermediate certificates, and its unencrypted key.
    package init(certificatePEM: String, keyPEM: String) throws(CryptoError) {
        chain = try Certificate.chain(pem: certificatePEM)
        key = try PEM.privateKey(keyPEM)
        caPEM = nil
        guard try chain[0].belongs(to: key) else {
            throw CryptoError(.readCertificate, reason: "the first certificate belongs to another key")
        }
    }

    private init(certificate: Certificate, key: KeyHandle, caPEM: String) {
        chain = [certificate]
        self.key = key
        self.caPEM = caPEM
    }
}

extension TLSIdentity {
    /// Apple's systems reject server certificates that are valid for longer (since September 2020).
    package static let longestValidity: Int64 = 398 * 86_400

    /// Creates a certificate authority and a P-256 server certificate issued by it.
    ///
    /// The authority's key is discarded at once: trusting the authority means trusting only this server certificate.
    /// The first name becomes the common name of the subject; `validity` holds the first and the last valid second
    /// since 1970; `randomBytes` returns the requested number of bytes, for the serial numbers.
    ///
    /// With a known key the authority is the same each time. It is then constrained to the names, because others may
    /// have its key.
    package static func selfMade(
        names: [SubjectAlternativeName],
        validity: ClosedRange<Int64>,
        authorityKey known: RSAPrivateKey? = nil,
        randomBytes: (Int) -> [UInt8]
    ) throws(CryptoError) -> TLSIdentity {
        guard let first = names.first else {
            throw CryptoError(.makeCertificate, reason: "a server certificate needs a name")
        }
        let (length, isTooLong) = validity.upperBound.subtractingReportingOverflow(validity.lowerBound)
        guard !isTooLong, length < longestValidity else {
            throw CryptoError(.makeCertificate, reason: "a server certificate is valid for 398 days at most")
        }
        let authorityKey = if let known { try PEM.privateKey(known.pem()) } else { try makeKey() }
        let authority = try CertificateDraft.make(
            commonName: "mock-okta test CA",
            validity: known == nil ? validity : knownAuthorityValidity,
            serial: known == nil ? randomBytes(16) : Array(repeating: 1, count: 16),
            key: authorityKey
        ).sign(extensions: authorityExtensions + (known == nil ? [] : [constraint(to: names)]), key: authorityKey)
        let key = try makeKey()
        let certificate = try CertificateDraft.make(
            commonName: first.text,
            validity: validity,
            serial: randomBytes(16),
            key: key
        ).sign(extensions: serverExtensions(names), issuer: authority, key: authorityKey)
        return TLSIdentity(certificate: certificate, key: key, caPEM: try authority.pem())
    }

    /// 2025-01-01 to 2044-12-31.
    private static let knownAuthorityValidity: ClosedRange<Int64> = 1_735_689_600...2_366_841_599

    /// Permits only these names and their subdomains (RFC 5280 §4.2.1.10).
    private static func constraint(to names: [SubjectAlternativeName]) -> (nid: Int32, value: String) {
        let subtrees = names.map { name in
            switch name {
            case .dns(let text): "permitted;DNS:" + (text.hasPrefix("*.") ? String(text.dropFirst(2)) : text)
            case .address(let text) where text.contains(":"):
                "permitted;IP:\(text)/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            case .address(let text): "permitted;IP:\(text)/255.255.255.255"
            }
        }
        return (NID_name_constraints, "critical," + subtrees.joined(separator: ","))
    }

    private static func makeKey() throws(CryptoError) -> KeyHandle {
        OpenSSL.clearErrors()
        return try unsafe KeyHandle(owning: mockokta_ec_generate(EllipticCurve.p256.groupName), .generateKey)
    }

    private static var authorityExtensions: [(nid: Int32, value: String)] {
        [
            (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"),
            (NID_key_usage, "critical,keyCertSign,cRLSign"),
            (NID_subject_key_identifier, "hash"),
        ]
    }

    private static func serverExtensions(_ names: [SubjectAlternativeName]) -> [(nid: Int32, value: String)] {
        [
            (NID_basic_constraints, "critical,CA:FALSE"),
            (NID_key_usage, "critical,digitalSignature"),
            (NID_ext_key_usage, "serverAuth"),
            (NID_subject_alt_name, names.map(\.notation).joined(separator: ",")),
            (NID_subject_key_identifier, "hash"),
            (NID_authority_key_identifier, "keyid:always"),
        ]
    }
}
