import MockOktaCrypto
import Testing

/// The test cases of RFC 4231 (5 is left out: it truncates).
struct HMACTests {
    struct Vector: CustomTestStringConvertible {
        var number: Int
        var key: [UInt8]
        var message: [UInt8]
        var sha256: String
        var sha384: String
        var sha512: String

        var testDescription: String { "RFC 4231 case \(number)" }
    }

    static let vectors = [
        Vector(
            number: 1,
            key: [UInt8](repeating: 0x0b, count: 20),
            message: Array("Hi There".utf8),
            sha256: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            sha384: """
                afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c
                faea9ea9076ede7f4af152e8b2fa9cb6
                """,
            sha512: """
                87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde
                daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854
                """
        ),
        Vector(
            number: 2,
            key: Array("Jefe".utf8),
            message: Array("what do ya want for nothing?".utf8),
            sha256: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            sha384: """
                af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e
                8e2240ca5e69e2c78b3239ecfab21649
                """,
            sha512: """
                164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554
                9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737
                """
        ),
        Vector(
            number: 6,
            key: [UInt8](repeating: 0xaa, count: 131),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            sha256: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            sha384: """
                4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c6
                0c2ef6ab4030fe8296248df163f44952
                """,
            sha512: """
                80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352
                6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598
                """
        ),
    ]

    @Test(arguments: vectors)
    func `the one of two digests is the same, for each message of its key`(vector: Vector) throws {
        let key = HMACSHA256(key: vector.key)
        #expect(key.code(for: vector.message) == hex(vector.sha256))
        // Longer than a block.
        let long = [UInt8](repeating: 0x61, count: 200)
        #expect(try key.code(for: long) == HMAC.code(for: long, key: vector.key))
        #expect(key.code(for: vector.message) == hex(vector.sha256))
    }

    @Test(arguments: vectors)
    func `the published codes come out`(vector: Vector) throws {
        let codes = [(Digest.sha256, vector.sha256), (.sha384, vector.sha384), (.sha512, vector.sha512)]
        for (digest, expected) in codes {
            #expect(try HMAC.code(for: vector.message, key: vector.key, digest: digest) == hex(expected))
        }
    }

    @Test func `an empty key and an empty message have a code`() throws {
        let expected = hex("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
        #expect(try HMAC.code(for: [], key: []) == expected)
    }

    @Test func `a code is valid whole and unchanged only`() throws {
        let message: [UInt8] = [1, 2, 3]
        let key: [UInt8] = [4, 5]
        let code = try HMAC.code(for: message, key: key)
        #expect(HMAC.isValid(code, for: message, key: key))
        #expect(!HMAC.isValid(code, for: message + [0], key: key))
        #expect(!HMAC.isValid(code, for: message, key: key + [1]))
        for position in code.indices {
            var changed = code
            changed[position] ^= 1
            #expect(!HMAC.isValid(changed, for: message, key: key))
            #expect(!HMAC.isValid(Array(code.prefix(position)), for: message, key: key))
        }
    }
}
