import MockOktaCrypto
import Testing

struct PublicKeyTests {
    private let rsa: PublicKey
    private let elliptic: PublicKey

    init() throws {
        rsa = try PublicKey(modulus: Vectors.modulus, exponent: [1, 0, 1])
        elliptic = try PublicKey(curve: .p256, x: Vectors.x, y: Vectors.y)
    }

    @Test func `the signature of RFC 7515 A2 verifies`() {
        #expect(rsa.verify(Vectors.rs256Signature, for: Vectors.rs256Message, algorithm: .rs256))
    }

    @Test func `the signature of RFC 7515 A3 verifies`() {
        #expect(elliptic.verify(Vectors.es256Signature, for: Vectors.es256Message, algorithm: .es256))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `only the right algorithm verifies`(algorithm: SignatureAlgorithm) {
        let isRSA = rsa.verify(Vectors.rs256Signature, for: Vectors.rs256Message, algorithm: algorithm)
        let isElliptic = elliptic.verify(Vectors.es256Signature, for: Vectors.es256Message, algorithm: algorithm)
        #expect(isRSA == (algorithm == .rs256))
        #expect(isElliptic == (algorithm == .es256))
    }

    @Test func `a signature cut or changed anywhere does not verify`() {
        let cases = [
            (rsa, Vectors.rs256Signature, Vectors.rs256Message, SignatureAlgorithm.rs256),
            (elliptic, Vectors.es256Signature, Vectors.es256Message, .es256),
        ]
        for (key, signature, message, algorithm) in cases {
            for position in signature.indices {
                var changed = signature
                changed[position] ^= 1
                #expect(!key.verify(changed, for: message, algorithm: algorithm))
                #expect(!key.verify(Array(signature.prefix(position)), for: message, algorithm: algorithm))
            }
            #expect(!key.verify(signature + [0], for: message, algorithm: algorithm))
            #expect(!key.verify([0] + signature, for: message, algorithm: algorithm))
            #expect(!key.verify(signature, for: message + [0], algorithm: algorithm))
        }
    }

    @Test func `a signature of zeros does not verify`() {
        // CVE-2022-21449: r and s of zero must not be taken for a signature.
        #expect(!elliptic.verify([UInt8](repeating: 0, count: 64), for: [1], algorithm: .es256))
        #expect(!rsa.verify([UInt8](repeating: 0, count: 256), for: [1], algorithm: .rs256))
    }

    @Test func `a signature in DER is not a JSON Web Signature`() throws {
        let key = try ECPrivateKey.generate(.p256)
        let der = try ECDSASignature(raw: key.sign([1]), curve: .p256).der()
        #expect(!key.publicKey.verify(der, for: [1], algorithm: .es256))
    }

    @Test func `the numbers come out as they went in`() {
        #expect(rsa.modulus == Vectors.modulus)
        #expect(rsa.exponent == [1, 0, 1])
        #expect(elliptic.components == .elliptic(.p256, x: Vectors.x, y: Vectors.y))
        #expect(elliptic.modulus == nil)
        #expect(elliptic.exponent == nil)
    }

    @Test func `leading zeros of a modulus are no part of it`() throws {
        let padded = try PublicKey(modulus: [0, 0] + Vectors.modulus, exponent: [0, 1, 0, 1])
        #expect(padded == rsa)
        #expect(padded.exponent == [1, 0, 1])
    }

    @Test func `the private key and its text give the same public key`() throws {
        let key = try RSAPrivateKey(pem: Vectors.rsaPEM).publicKey
        #expect(key == rsa)
        #expect(try PublicKey(pem: key.pem()) == rsa)
        #expect(try PublicKey(pem: elliptic.pem()) == elliptic)
        #expect(key != elliptic)
    }

    @Test(
        arguments: [
            ([], [1, 0, 1]),
            ([0], [1, 0, 1]),
            (Array(Vectors.modulus.prefix(128)), [1, 0, 1]),
            (Array(Vectors.modulus.dropLast()) + [0xa0], [1, 0, 1]),
            (Vectors.modulus, []),
            (Vectors.modulus, [1]),
            (Vectors.modulus, [2]),
            ([UInt8](repeating: 0xff, count: 2049), [1, 0, 1]),
        ] as [([UInt8], [UInt8])]
    )
    func `numbers that are no RSA key are refused`(modulus: [UInt8], exponent: [UInt8]) {
        #expect(throws: CryptoError.self) { try PublicKey(modulus: modulus, exponent: exponent) }
    }

    @Test func `a point off the curve or of another length is refused`() {
        var off = Vectors.y
        off[31] ^= 1
        let zeros = [UInt8](repeating: 0, count: 32)
        #expect(throws: CryptoError.self) { try PublicKey(curve: .p256, x: Vectors.x, y: off) }
        #expect(throws: CryptoError.self) { try PublicKey(curve: .p256, x: zeros, y: zeros) }
        #expect(throws: CryptoError.self) { try PublicKey(curve: .p384, x: Vectors.x, y: Vectors.y) }
        #expect(throws: CryptoError.self) { try PublicKey(curve: .p256, x: [], y: []) }
        #expect(throws: CryptoError.self) { try PublicKey(curve: .p256, x: [0] + Vectors.x, y: Vectors.y) }
    }

    @Test(arguments: [Vectors.rsa1024PublicPEM, Vectors.rsaPEM, Vectors.ecPEM, "", "-----BEGIN PUBLIC KEY-----\n"])
    func `texts that hold no usable public key are refused`(pem: String) {
        #expect(throws: CryptoError.self) { try PublicKey(pem: pem) }
    }

    @Test func `a text cut anywhere is refused or complete`() throws {
        let (label, bytes) = der(ofPEM: try elliptic.pem())
        for length in bytes.indices {
            #expect(throws: CryptoError.self) { try PublicKey(pem: pem(label, Array(bytes.prefix(length)))) }
        }
        #expect(try PublicKey(pem: pem(label, bytes)) == elliptic)
    }
}
