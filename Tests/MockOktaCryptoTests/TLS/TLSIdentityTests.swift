import CMockOktaOpenSSL
import MockOktaCrypto
import Testing

struct TLSIdentityTests {
    @Test(arguments: ["localhost", "a.mock.localhost", "127.0.0.1", "::1"])
    func `a client that trusts the authority accepts each name`(name: String) throws {
        #expect(try outcome(.init(name: name)) == .done)
    }

    @Test(arguments: ["localhost.test", "mock.localhost", "127.0.0.2", "::2"])
    func `a client refuses other names`(name: String) throws {
        #expect(try outcome(.init(name: name)) == .failed("certificate verify failed"))
    }

    @Test(arguments: [
        (TLSServer.validity.lowerBound - 1, false),
        (TLSServer.validity.lowerBound, true),
        (TLSServer.validity.upperBound - 1, true),
        (TLSServer.validity.upperBound + 1, false),
    ])
    func `a certificate is valid in its time only`(time: Int64, isValid: Bool) throws {
        #expect(try outcome(.init(time: time)) == (isValid ? .done : .failed("certificate verify failed")))
    }

    @Test func `another authority is not trusted`() throws {
        let other = try #require(try TLSServer.makeIdentity().caPEM)
        #expect(try outcome(caPEM: other) == .failed("certificate verify failed"))
    }

    @Test func `dates after 2050 are written too`() throws {
        let validity: ClosedRange<Int64> = 4_000_000_000...4_010_000_000
        let identity = try TLSServer.makeIdentity(validity: validity)
        let caPEM = try #require(identity.caPEM)
        #expect(try outcome(.init(time: 4_005_000_000), identity: identity, caPEM: caPEM) == .done)
    }

    @Test func `serial numbers are drawn, positive and not zero`() throws {
        for byte: UInt8 in [0, 0x80, 0xff] {
            let name = try #require(SubjectAlternativeName("localhost"))
            let identity = try TLSIdentity.selfMade(names: [name], validity: TLSServer.validity) { count in
                [UInt8](repeating: byte, count: count)
            }
            let expected = [byte & 0x7f | 0x40] + [UInt8](repeating: byte, count: 15)
            #expect(try serial(identity.chain[0]) == expected)
        }
    }

    @Test func `a validity of 398 days is the longest`() throws {
        let start: Int64 = 1_700_000_000
        let end = start + 398 * 86_400
        #expect(throws: Never.self) { try TLSServer.makeIdentity(validity: start...end - 1) }
        #expect(throws: CryptoError.self) { try TLSServer.makeIdentity(validity: start...end) }
        #expect(throws: CryptoError.self) { try TLSServer.makeIdentity(validity: Int64.min...Int64.max) }
        #expect(throws: CryptoError.self) { try TLSServer.makeIdentity(validity: Int64.max - 1...Int64.max) }
    }

    @Test func `a certificate without a name is not made`() {
        #expect(throws: CryptoError.self) { try TLSServer.makeIdentity(names: []) }
    }

    @Test func `a chain and a key that were given are used`() throws {
        let made = try TLSServer.identity.get()
        let caPEM = try TLSServer.caPEM
        let chain = try made.chain[0].pem() + caPEM
        let given = try TLSIdentity(certificatePEM: chain, keyPEM: PEM.text(ofPrivate: made.key))
        #expect(given.chain.count == 2)
        #expect(given.caPEM == nil)
        #expect(try outcome(identity: given, caPEM: caPEM) == .done)
    }

    @Test func `a key of another certificate is refused`() throws {
        let certificate = try TLSServer.identity.get().chain[0].pem()
        for key in [Vectors.ecPEM, Vectors.rsaPEM] {
            let error = try #require(throws: CryptoError.self) {
                try TLSIdentity(certificatePEM: certificate, keyPEM: key)
            }
            #expect(error.reason.contains("another key"))
        }
    }

    @Test func `a certificate cut anywhere is refused`() throws {
        let identity = try TLSServer.identity.get()
        let key = try PEM.text(ofPrivate: identity.key)
        let (label, bytes) = der(ofPEM: try identity.chain[0].pem())
        for length in bytes.indices {
            #expect(throws: CryptoError.self) {
                try TLSIdentity(certificatePEM: pem(label, Array(bytes.prefix(length))), keyPEM: key)
            }
        }
        #expect(throws: CryptoError.self) {
            try TLSIdentity(certificatePEM: pem(label, bytes) + pem(label, Array(bytes.dropLast())), keyPEM: key)
        }
    }

    /// What the client makes of a server with the identity.
    private func outcome(
        _ setting: TLSClient.Setting = .init(),
        identity: TLSIdentity? = nil,
        caPEM: String? = nil
    ) throws -> TLSClient.Outcome {
        let pair = try SocketPair()
        let context = try TLSContext(identity ?? TLSServer.identity.get())
        var server = try TLSSession(context, descriptor: pair.server)
        let client = try TLSClient(
            pair,
            caPEM: caPEM ?? TLSServer.caPEM,
            setting: setting
        )
        var outcome = client.handshake()
        for _ in 0..<10 where outcome == .waits {
            guard (try? server.handshake()) != nil else { break }
            outcome = client.handshake()
        }
        return outcome
    }

    private func serial(_ certificate: Certificate) throws -> [UInt8] {
        try unsafe certificate.withPointer { (certificate) throws(CryptoError) in
            let number = unsafe ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nil)
            return try unsafe BigNumber(owning: number, .readCertificate).bytes(.readCertificate)
        }
    }
}
