import CMockOktaOpenSSL
import MockOktaCrypto
import Testing

struct TLSContextTests {
    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `a client that comes back resumes its session`(version: Int32) throws {
        let setting = TLSClient.Setting(version: version)
        let first = try SocketPair()
        var server = try TLSServer.session(first.server)
        let client = try TLSClient(first, caPEM: TLSServer.caPEM, setting: setting)
        #expect(try TLSServer.handshake(&server, client) == .done)
        #expect(!client.isResumed)
        // In TLS 1.3 the ticket comes after the handshake.
        #expect(client.read().0 == .waits)

        let second = try SocketPair()
        var again = try TLSServer.session(second.server)
        let returning = try TLSClient(
            second,
            caPEM: TLSServer.caPEM,
            setting: setting,
            resuming: client
        )
        #expect(try TLSServer.handshake(&again, returning) == .done)
        #expect(returning.isResumed)
        #expect(returning.version == version)
        #expect(returning.write([5]) == .done)
        #expect(try TLSServer.drain(&again).0 == [5])
    }

    @Test(
        arguments: [
            ([], nil),
            (["http/1.1"], "http/1.1"),
            (["h2", "http/1.1"], "http/1.1"),
        ] as [([String], String?)]
    )
    func `HTTP 1.1 is what is spoken`(offered: [String], selected: String?) throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair, .init(protocols: offered))
        #expect(try TLSServer.handshake(&server, client) == .done)
        #expect(client.selectedProtocol == selected)
    }

    @Test func `a client that speaks HTTP 2 alone is refused by name`() throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair, .init(protocols: ["h2"]))
        #expect(throws: CryptoError.self) { try TLSServer.handshake(&server, client) }
        guard case .failed(let reason) = client.handshake() else {
            Issue.record("the client is to be told")
            return
        }
        #expect(reason.contains("no application protocol"))
    }

    @Test(arguments: [TLS1_VERSION, TLS1_1_VERSION])
    func `versions before 1.2 are refused`(version: Int32) throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair, .init(version: version))
        let error = try #require(throws: CryptoError.self) { try TLSServer.handshake(&server, client) }
        #expect(error.reason == "unsupported protocol")
    }

    private func connect(_ pair: SocketPair, _ setting: TLSClient.Setting) throws -> TLSClient {
        try TLSClient(pair, caPEM: TLSServer.caPEM, setting: setting)
    }
}
