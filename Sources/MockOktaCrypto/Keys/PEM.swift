import CMockOktaOpenSSL

/// Keys in PEM text (RFC 7468).
package enum PEM {
    /// The first private key of the text: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017) or SEC 1 (RFC 5915).
    ///
    /// An encrypted key is rejected. Without the callback OpenSSL would prompt for the password on the terminal, and so
    /// block a server that has one.
    package static func privateKey(_ text: String) throws(CryptoError) -> KeyHandle {
        try unsafe MemoryBuffer.holding(text, .readKey).withPointer { (buffer) throws(CryptoError) in
            var isEncrypted = false
            let key = unsafe PEM_read_bio_PrivateKey(
                buffer,
                nil,
                { _, _, _, isEncrypted in
                    unsafe isEncrypted?.assumingMemoryBound(to: Bool.self).pointee = true
                    return -1
                },
                &isEncrypted
            )
            guard unsafe key == nil else { return try unsafe KeyHandle(owning: key, .readKey) }
            guard !isEncrypted else {
                OpenSSL.clearErrors()
                throw CryptoError(.readKey, reason: "it is encrypted; decrypt it first (openssl pkey -in … -out …)")
            }
            throw CryptoError(lastFailureOf: .readKey, "there is no private key in PEM form to be found")
        }
    }

    /// The first public key of the text: a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    package static func publicKey(_ text: String) throws(CryptoError) -> KeyHandle {
        try unsafe MemoryBuffer.holding(text, .readKey).withPointer { (buffer) throws(CryptoError) in
            guard let key = unsafe PEM_read_bio_PUBKEY(buffer, nil, { _, _, _, _ in -1 }, nil) else {
                throw CryptoError(lastFailureOf: .readKey, "there is no public key in PEM form to be found")
            }
            return try unsafe KeyHandle(owning: key, .readKey)
        }
    }

    /// The private key as unencrypted PKCS#8.
    package static func text(ofPrivate key: KeyHandle) throws(CryptoError) -> String {
        let text = try MemoryBuffer(.writeKey)
        try unsafe text.withPointer { (buffer) throws(CryptoError) in
            try unsafe key.withPointer { (key) throws(CryptoError) in
                try CryptoError.check(
                    unsafe PEM_write_bio_PKCS8PrivateKey(buffer, key, nil, nil, 0, nil, nil),
                    .writeKey
                )
            }
        }
        return text.text()
    }

    /// The public half of a key as SubjectPublicKeyInfo.
    package static func text(ofPublic key: KeyHandle) throws(CryptoError) -> String {
        let text = try MemoryBuffer(.writeKey)
        try unsafe text.withPointer { (buffer) throws(CryptoError) in
            try unsafe key.withPointer { (key) throws(CryptoError) in
                try CryptoError.check(unsafe PEM_write_bio_PUBKEY(buffer, key), .writeKey)
            }
        }
        return text.text()
    }
}
