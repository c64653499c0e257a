import MockOktaCrypto
import Testing

struct PBKDF2Tests {
    /// RFC 7914 §11 and, for SHA-512, the widely published answers to RFC 6070's questions.
    @Test(arguments: [
        (
            Digest.sha256, "passwd", "salt", 1,
            """
            55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc
            49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783
            """
        ),
        (
            .sha256, "Password", "NaCl", 80000,
            """
            4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56
            a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d
            """
        ),
        (
            .sha512, "password", "salt", 1,
            """
            867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252
            c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce
            """
        ),
    ])
    func `the published keys come out`(
        digest: Digest,
        password: String,
        salt: String,
        iterations: Int,
        expected: String
    ) throws {
        let derived = try PBKDF2.derive(
            password: Array(password.utf8),
            salt: Array(salt.utf8),
            iterations: iterations,
            byteCount: 64,
            digest: digest
        )
        #expect(derived == hex(expected))
    }

    @Test func `no password and no salt still give a key`() throws {
        let derived = try PBKDF2.derive(password: [], salt: [], iterations: 1, byteCount: 8, digest: .sha256)
        #expect(derived.contains { $0 != 0 })
    }

    @Test(arguments: [(0, 32), (-1, 32), (1, 0), (1, -5), (1, Int.max), (Int.max, 1)])
    func `senseless counts are refused`(iterations: Int, byteCount: Int) {
        #expect(throws: CryptoError.self) {
            try PBKDF2.derive(
                password: [1],
                salt: [2],
                iterations: iterations,
                byteCount: byteCount,
                digest: .sha256
            )
        }
    }
}
