import MockOktaCrypto
import Testing

struct ECPrivateKeyTests {
    @Test(arguments: EllipticCurve.allCases)
    func `what a generated key signs its public key verifies`(curve: EllipticCurve) throws {
        let key = try ECPrivateKey.generate(curve)
        let message = Array("message".utf8)
        // Often enough that some halves start with a zero, which the fixed length must keep.
        for _ in 0..<300 where curve == .p256 {
            #expect(try key.sign(message).count == 64)
        }
        let signature = try key.sign(message)
        #expect(signature.count == 2 * curve.coordinateByteCount)
        #expect(key.publicKey.verify(signature, for: message, algorithm: key.algorithm))
        #expect(key.algorithm.curve == curve)
    }

    @Test(arguments: EllipticCurve.allCases)
    func `a key comes back from its text`(curve: EllipticCurve) throws {
        let key = try ECPrivateKey.generate(curve)
        let again = try ECPrivateKey(pem: key.pem())
        #expect(again.publicKey == key.publicKey)
        #expect(again.curve == curve)
        #expect(key.publicKey.verify(try again.sign([1]), for: [1], algorithm: key.algorithm))
    }

    @Test func `the form of SEC 1 is read`() throws {
        #expect(try ECPrivateKey(pem: Vectors.ecPEM).curve == .p256)
    }

    @Test(arguments: Vectors.encryptedPEMs + Vectors.foreignPEMs + [Vectors.rsaPEM, ""])
    func `what is no key on the three curves is refused`(pem: String) {
        #expect(throws: CryptoError.self) { try ECPrivateKey(pem: pem) }
    }

    @Test func `a text cut anywhere is refused or complete`() throws {
        let key = try ECPrivateKey(pem: Vectors.ecPEM)
        let text = try key.pem()
        for length in 0..<text.utf8.count {
            let cut = String(decoding: text.utf8.prefix(length), as: UTF8.self)
            if let read = try? ECPrivateKey(pem: cut) {
                #expect(length == text.utf8.count - 1, "only the last line break may be missing")
                #expect(read.publicKey == key.publicKey)
            }
        }
    }

    @Test func `a key changed anywhere is refused or still a sound key`() throws {
        let (label, bytes) = der(ofPEM: try ECPrivateKey(pem: Vectors.ecPEM).pem())
        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 0x41
            guard let key = try? ECPrivateKey(pem: pem(label, changed)) else { continue }
            #expect(key.publicKey.verify(try key.sign([1]), for: [1], algorithm: key.algorithm))
        }
    }
}
