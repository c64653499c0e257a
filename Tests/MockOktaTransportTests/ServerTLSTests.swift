import CMockOktaOpenSSL
import MockOktaCrypto
import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

struct ServerTLSTests {
    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION], EventQueueKind.allCases)
    func `a verifying client keeps its connection and every request is https`(
        version: Int32,
        queue: EventQueueKind
    ) throws {
        try withSecureServer(queue) { server, _, caPEM in
            let client = try SecureClient(port: server.port, caPEM: caPEM, version: version)
            for _ in 0..<3 { #expect(try client.get("/scheme").hasSuffix("\r\n\r\nhttps")) }
            #expect(try client.get("/heavy/1").hasSuffix("\r\n\r\n/heavy/1"))
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `pipelined requests are answered in order`(queue: EventQueueKind) throws {
        try withSecureServer(queue) { server, _, caPEM in
            let client = try SecureClient(port: server.port, caPEM: caPEM)
            try client.send(
                (1...9).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined() + "GET /10 HTTP/1.0\r\n\r\n"
            )
            let ending = client.readToEnd()
            let bodies = ending.text.split(separator: "\r\n").filter { $0.hasPrefix("/") }
            #expect(bodies.map { $0.prefix { $0 != "H" } } == (1...10).map { "/\($0)" })
            #expect(ending.isClean)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `large bodies go both ways`(queue: EventQueueKind) throws {
        try withSecureServer(queue) { server, _, caPEM in
            let client = try SecureClient(port: server.port, caPEM: caPEM)
            #expect(try client.get("/big").utf8.count > 4_000_000)
            let body = String(repeating: "0123456789abcdef", count: 32768)
            try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            #expect(try client.readAnswer().hasSuffix("\r\n\r\n\(body)"))
        }
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION], EventQueueKind.allCases)
    func `a session is resumed`(version: Int32, queue: EventQueueKind) throws {
        try withSecureServer(queue) { server, _, caPEM in
            let first = try SecureClient(port: server.port, caPEM: caPEM, version: version)
            #expect(!first.isResumed)
            _ = try first.get("/")
            let second = try SecureClient(port: server.port, caPEM: caPEM, version: version, resuming: first)
            #expect(second.isResumed)
            #expect(try second.get("/2").hasSuffix("/2"))
        }
    }

    @Test(
        arguments: [
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "nonsense\r\n\r\nand more of it",
        ],
        EventQueueKind.allCases
    )
    func `the end of a connection is said before it is cut`(request: String, queue: EventQueueKind) throws {
        try withSecureServer(queue) { server, _, caPEM in
            let client = try SecureClient(port: server.port, caPEM: caPEM)
            try client.send(request)
            let ending = client.readToEnd()
            #expect(ending.text.hasPrefix("HTTP/1.1 "))
            #expect(ending.isClean)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `what was sent before a close_notify is answered`(queue: EventQueueKind) throws {
        try withSecureServer(queue) { server, _, caPEM in
            let client = try SecureClient(port: server.port, caPEM: caPEM)
            try client.send("GET /heavy/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /later HTTP/1.1\r\nHost: a\r\n\r\n")
            client.halfClose()
            let ending = client.readToEnd()
            #expect(ending.text.contains("/heavy/1"))
            #expect(ending.text.hasSuffix("later"))
            #expect(ending.isClean)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `HTTP and HTTPS are served at once`(queue: EventQueueKind) throws {
        try withSecureServer(queue, second: true) { server, _, caPEM in
            let tlsPort = try #require(server.tlsAddress?.port)
            #expect(tlsPort != server.port)
            let plain = try RawClient(port: server.port).get("/scheme")
            #expect(plain.body == "http")
            let secure = try SecureClient(port: tlsPort, caPEM: caPEM)
            #expect(try secure.get("/scheme").hasSuffix("https"))
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `whoever speaks HTTP to the HTTPS port is told so`(queue: EventQueueKind) throws {
        try withSecureServer(queue) { server, _, _ in
            let client = try RawClient(port: server.port)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = try client.readAnswer()
            #expect(answer.status == 400)
            #expect(answer.body.contains("https://"))
            #expect(try client.readToEnd().isEmpty)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `whoever speaks TLS to the HTTP port is refused at once`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])
            #expect(try client.readAnswer().status == 400)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a handshake that does not come or go on is given up`(queue: EventQueueKind) throws {
        var limits = HTTPLimits()
        // Over at once, so that the test waits for the close only; the client's bytes may then meet a closed socket.
        limits.headerTime = .zero
        try withSecureServer(queue, limits: limits) { server, _, _ in
            for start: [UInt8] in [[], [22, 3, 1, 2, 0, 1]] {
                let client = try RawClient(port: server.port)
                try? client.send(start)
                #expect((try? client.readToEnd()) ?? "" == "")
            }
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `broken handshakes leave the next client served`(queue: EventQueueKind) throws {
        try withSecureServer(queue) { server, _, caPEM in
            for length in 1..<20 {
                let client = try RawClient(port: server.port)
                try client.send(Array([22, 3, 1, 0, 9, 1, 0, 0, 5, 3, 3, 9, 9, 9, 22, 0, 0, 0, 1, 1].prefix(length)))
                client.halfClose()
                _ = try? client.readToEnd()
            }
            let client = try SecureClient(port: server.port, caPEM: caPEM)
            #expect(try client.get("/next").hasSuffix("/next"))
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a feed goes through TLS and ends with the drain`(queue: EventQueueKind) throws {
        try withSecureServer(queue) { server, responder, caPEM in
            let client = try SecureClient(port: server.port, caPEM: caPEM)
            try client.send("GET /feed HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.feed.started.pass()
            responder.feed.publish(.bytes(Array("event".utf8)))
            server.drain(timeout: .seconds(5))
            let ending = client.readToEnd()
            #expect(ending.text.hasSuffix("5\r\nevent\r\n0\r\n\r\n"))
            #expect(ending.isClean)
        }
    }
}
