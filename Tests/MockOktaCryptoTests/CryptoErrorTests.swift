import MockOktaCrypto
import Testing

struct CryptoErrorTests {
    @Test func `an error tells what was tried and why it failed`() {
        let error = CryptoError(.readKey, reason: "it is not an RSA key")
        #expect("\(error)" == "cannot read a key: it is not an RSA key")
    }

    @Test(arguments: ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func `OpenSSL gives the reason`(pem: String) throws {
        let error = try #require(throws: CryptoError.self) { try RSAPrivateKey(pem: pem) }
        #expect(!error.reason.contains("no reason"))
    }

    @Test func `what was looked for stands before OpenSSL's words`() throws {
        let error = try #require(throws: CryptoError.self) { try RSAPrivateKey(pem: "no key") }
        #expect(error.reason.hasPrefix("there is no private key in PEM form to be found ("))
    }

    @Test func `a failure is not blamed on what comes after it`() throws {
        #expect(throws: CryptoError.self) { try RSAPrivateKey(pem: "no key") }
        let later = try #require(throws: CryptoError.self) { try PublicKey(modulus: [0xff], exponent: [1, 0, 1]) }
        #expect(later.reason.contains("2048"))
    }
}
