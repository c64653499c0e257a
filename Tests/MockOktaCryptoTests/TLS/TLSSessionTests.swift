import CMockOktaOpenSSL
import Glibc
import MockOktaCrypto
import Testing

struct TLSSessionTests {
    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `bytes go both ways`(version: Int32) throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair, .init(version: version))
        #expect(try TLSServer.handshake(&server, client) == .done)
        #expect(client.version == version)

        #expect(client.write(Array("question".utf8)) == .done)
        let (question, progress) = try TLSServer.drain(&server)
        #expect(question == Array("question".utf8))
        #expect(progress == .needsRead)
        let answer = Array("answer".utf8)
        #expect(try server.write(from: answer.span) == .done(answer.count))
        #expect(client.read().1 == answer)
    }

    @Test func `more than the socket takes is written piece by piece`() throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair)
        #expect(try TLSServer.handshake(&server, client) == .done)

        let sent = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
        var rest = sent
        var received: [UInt8] = []
        var waits = 0
        while received.count < sent.count, waits < 10_000 {
            // The array moves with every turn, as a connection's buffer may.
            while case .done(let count) = try server.write(from: rest.span), count > 0 {
                rest = Array(rest.dropFirst(count))
            }
            #expect(try rest.isEmpty || server.write(from: rest.span) == .needsWrite)
            waits += 1
            var (outcome, bytes) = client.read()
            while outcome == .done {
                received += bytes
                (outcome, bytes) = client.read()
            }
        }
        #expect(waits > 1)
        #expect(received == sent)
    }

    @Test func `a small buffer leaves bytes pending`() throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair)
        #expect(try TLSServer.handshake(&server, client) == .done)
        #expect(client.write([1, 2, 3, 4, 5]) == .done)
        var buffer: [UInt8] = [0, 0]
        var span = buffer.mutableSpan
        #expect(try server.read(into: &span) == .done(2))
        var isPending = server.hasPendingBytes
        #expect(buffer == [1, 2])
        #expect(isPending)
        #expect(try TLSServer.drain(&server).0 == [3, 4, 5])
        isPending = server.hasPendingBytes
        #expect(!isPending)
    }

    @Test func `nothing to write and nowhere to read is done at once`() throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        var none: [UInt8] = []
        #expect(try server.write(from: none.span) == .done(0))
        var span = none.mutableSpan
        #expect(try server.read(into: &span) == .done(0))
    }

    @Test func `a plain HTTP request is recognised`() throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        #expect(pair.send(Array("GET / HTTP/1.1\r\n\r\n".utf8)))
        let error = try #require(throws: CryptoError.self) { try server.handshake() }
        #expect(error.operation == .handshake)
        #expect(error.reason == "http request")
        #expect(try server.shutdown() == .done(0))
    }

    @Test func `a client's first message cut anywhere waits, then fails when the socket closes`() throws {
        let recorder = try SocketPair()
        #expect(try connect(recorder).handshake() == .waits)
        let hello = recorder.receiveAsServer()
        #expect(hello.count > 100)
        for length in hello.indices {
            let pair = try SocketPair()
            var server = try TLSServer.session(pair.server)
            #expect(pair.send(Array(hello.prefix(length))))
            #expect(try server.handshake() == .needsRead, "cut at \(length)")
            pair.closeClient()
            #expect(throws: CryptoError.self) { try server.handshake() }
        }
    }

    @Test func `a client's first message changed anywhere does not crash`() throws {
        let recorder = try SocketPair()
        #expect(try connect(recorder).handshake() == .waits)
        let hello = recorder.receiveAsServer()
        for position in hello.indices {
            let pair = try SocketPair()
            var server = try TLSServer.session(pair.server)
            var changed = hello
            changed[position] ^= 0x55
            #expect(pair.send(changed))
            // Some changes only make another sound offer; no change may finish the handshake.
            #expect((try? server.handshake()) != .done(0))
        }
    }
}

struct TLSClosingTests {
    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `an orderly end is told from a cut`(version: Int32) throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair, .init(version: version))
        #expect(try TLSServer.handshake(&server, client) == .done)
        #expect(client.write([1]) == .done)
        client.shutdown()
        pair.closeClient()
        let (bytes, progress) = try TLSServer.drain(&server)
        #expect(bytes == [1])
        #expect(progress == .closed)
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `a cut is an error`(version: Int32) throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair, .init(version: version))
        #expect(try TLSServer.handshake(&server, client) == .done)
        #expect(client.read().0 == .waits)
        pair.closeClient()
        let error = try #require(throws: CryptoError.self) { _ = try TLSServer.drain(&server) }
        #expect(error.operation == .receive)
        #expect(error.reason.contains("unexpected eof"))
        #expect(try server.shutdown() == .done(0))
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `the server's end reaches the client`(version: Int32) throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair, .init(version: version))
        #expect(try TLSServer.handshake(&server, client) == .done)
        let last: [UInt8] = [1, 2]
        #expect(try server.write(from: last.span) == .done(2))
        #expect(try server.shutdown() == .done(0))
        #expect(client.read() == (.done, last))
        #expect(client.read().0 == .closed)
    }

    @Test func `an end before the handshake is silent`() throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        #expect(try server.shutdown() == .done(0))
    }

    @Test func `writing to a peer that has gone is an error and no signal`() throws {
        let pair = try SocketPair()
        var server = try TLSServer.session(pair.server)
        let client = try connect(pair)
        #expect(try TLSServer.handshake(&server, client) == .done)
        pair.closeClient()
        let bytes: [UInt8] = [1]
        // Blocked, a signal stays pending where it can be seen, even when the process would ignore it.
        var old = sigset_t()
        var pipe = sigset_t()
        var pending = sigset_t()
        unsafe sigaddset(&pipe, SIGPIPE)
        unsafe pthread_sigmask(SIG_BLOCK, &pipe, &old)
        let error = try #require(throws: CryptoError.self) { try server.write(from: bytes.span) }
        unsafe sigpending(&pending)
        let isRaised = unsafe sigismember(&pending, SIGPIPE) == 1
        var taken: Int32 = 0
        if isRaised { unsafe sigwait(&pipe, &taken) }
        unsafe pthread_sigmask(SIG_SETMASK, &old, nil)
        #expect(error == CryptoError(.send, reason: "the connection is lost"))
        #expect(!isRaised)
    }
}

private func connect(_ pair: SocketPair, _ setting: TLSClient.Setting = .init()) throws -> TLSClient {
    try TLSClient(pair, caPEM: TLSServer.caPEM, setting: setting)
}
