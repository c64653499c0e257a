import MockOktaCrypto
import Testing

struct RSAPrivateKeyTests {
    @Test func `the example of RFC 7515 A2 comes out bit by bit`() throws {
        let key = try RSAPrivateKey(pem: Vectors.rsaPEM)
        #expect(try key.sign(Vectors.rs256Message) == Vectors.rs256Signature)
    }

    @Test(arguments: [SignatureAlgorithm.rs256, .rs384, .rs512])
    func `what a generated key signs its public key verifies`(algorithm: SignatureAlgorithm) throws {
        let key = try RSAPrivateKey.generate()
        let message = Array("message".utf8)
        let signature = try key.sign(message, digest: algorithm.digest)
        #expect(key.publicKey.verify(signature, for: message, algorithm: algorithm))
        #expect(key.publicKey.modulus?.count == 256)
        #expect(key.publicKey.exponent == [1, 0, 1])
    }

    @Test func `an empty message can be signed`() throws {
        let key = try RSAPrivateKey(pem: Vectors.rsaPEM)
        #expect(key.publicKey.verify(try key.sign([]), for: [], algorithm: .rs256))
    }

    @Test func `PKCS1 comes back as the same key in PKCS8`() throws {
        let key = try RSAPrivateKey(pem: Vectors.rsaPEM)
        let text = try key.pem()
        #expect(text.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        let again = try RSAPrivateKey(pem: text)
        #expect(again.publicKey == key.publicKey)
        #expect(try again.pem() == text)
        #expect(try again.sign([7]) == key.sign([7]))
    }

    @Test(arguments: Vectors.encryptedPEMs)
    func `an encrypted key is refused by name, without a question on the terminal`(pem: String) throws {
        let error = #expect(throws: CryptoError.self) { try RSAPrivateKey(pem: pem) }
        #expect(error?.operation == .readKey)
        #expect(try #require(error).reason.contains("encrypted"))
    }

    @Test(arguments: Vectors.foreignPEMs + [Vectors.ecPEM, "", "-----BEGIN PRIVATE KEY-----", "no key", "\0"])
    func `what is no RSA key is refused with a reason`(pem: String) throws {
        let error = #expect(throws: CryptoError.self) { try RSAPrivateKey(pem: pem) }
        #expect(try !#require(error).reason.isEmpty)
    }

    @Test func `a public key is no private key`() throws {
        let text = try RSAPrivateKey(pem: Vectors.rsaPEM).publicKey.pem()
        #expect(throws: CryptoError.self) { try RSAPrivateKey(pem: text) }
    }

    @Test func `a key whose halves do not belong together is refused`() throws {
        let (label, original) = der(ofPEM: Vectors.rsaPEM)
        // The modulus starts behind the heads of the sequence, the version and its own.
        var changed = original
        changed[40] ^= 0x10
        #expect(throws: CryptoError.self) { try RSAPrivateKey(pem: pem(label, changed)) }
        #expect(throws: Never.self) { try RSAPrivateKey(pem: pem(label, original)) }
    }

    /// The DER of a key in PKCS#8, and where the bytes of its modulus stand in it.
    private func pkcs8() throws -> (key: RSAPrivateKey, label: String, der: [UInt8], modulus: Range<Int>) {
        let key = try RSAPrivateKey(pem: Vectors.rsaPEM)
        let (label, bytes) = der(ofPEM: try key.pem())
        let modulus = try #require(key.publicKey.modulus)
        return (key, label, bytes, try #require(bytes.firstRange(of: modulus)))
    }

    @Test func `a key in PKCS8 whose halves do not belong together is refused`() throws {
        let (_, label, original, modulus) = try pkcs8()
        // Behind the modulus stand the head of the exponent, and 65537.
        for place in [modulus.lowerBound + 7, modulus.upperBound + 2 + 1] {
            var changed = original
            changed[place] ^= 0x10
            #expect(throws: CryptoError.self, "changed at \(place)") { try RSAPrivateKey(pem: pem(label, changed)) }
        }
    }

    @Test func `a key signs with the factors or without them, where the other way is spoiled`() throws {
        let (key, label, original, modulus) = try pkcs8()
        let privateExponent = modulus.upperBound + 2 + 3 + 4
        let factor = privateExponent + 256 + 4
        for place in [privateExponent + 9, factor + 9] {
            var changed = original
            changed[place] ^= 0x10
            #expect(try RSAPrivateKey(pem: pem(label, changed)).sign([7]) == key.sign([7]), "changed at \(place)")
        }
    }

    @Test func `a key in PKCS8 cut anywhere is refused`() throws {
        let (_, label, bytes, _) = try pkcs8()
        for length in bytes.indices {
            #expect(throws: CryptoError.self, "cut at \(length)") {
                try RSAPrivateKey(pem: pem(label, Array(bytes.prefix(length))))
            }
        }
    }

    @Test func `what goes before a key in PKCS8 is no hindrance`() throws {
        let key = try RSAPrivateKey(pem: Vectors.rsaPEM)
        #expect(try RSAPrivateKey(pem: "A comment\n" + key.pem()).publicKey == key.publicKey)
        #expect(try RSAPrivateKey(pem: key.pem() + "A comment\n").publicKey == key.publicKey)
    }

    @Test(arguments: [-1, 0, 512, 1024, 2047, 1 << 20])
    func `senseless sizes are refused`(bits: Int) {
        #expect(throws: CryptoError.self) { try RSAPrivateKey.generate(bits: bits) }
    }

    @Test func `a key cut anywhere is refused`() throws {
        let (label, bytes) = der(ofPEM: Vectors.rsaPEM)
        for length in bytes.indices {
            #expect(throws: CryptoError.self, "cut at \(length)") {
                try RSAPrivateKey(pem: pem(label, Array(bytes.prefix(length))))
            }
        }
    }

    @Test func `eight threads sign with one key at once`() async throws {
        let key = try RSAPrivateKey(pem: Vectors.rsaPEM)
        let signatures = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
            for task in 0..<8 {
                group.addTask { try (0..<25).map { try key.sign([UInt8(task), UInt8($0)]) } }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let messages = (0..<8).flatMap { task in (0..<25).map { [UInt8(task), UInt8($0)] } }
        #expect(signatures.count == messages.count)
        #expect(Set(signatures) == Set(try messages.map { try key.sign($0) }))
    }
}
