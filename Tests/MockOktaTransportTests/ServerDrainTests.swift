import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

struct ServerDrainTests {
    @Test(arguments: EventQueueKind.allCases)
    func `the request in flight is finished and no other accepted`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, responder in
            let idle = try RawClient(port: server.port)
            let client = try RawClient(port: server.port)
            try client.send("GET /heavy/gated HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.entered.pass()
            let drain = try Thread("drain") { server.drain(timeout: .seconds(5)) }
            // The end of the idle connection shows that the loop drains.
            #expect(try idle.readToEnd().isEmpty)
            #expect(throws: RawClient.Failure.self) { try RawClient(port: server.port) }
            responder.gate.open()
            let answer = try client.readAnswer()
            #expect(answer.body == "/heavy/gated")
            #expect(answer.head.contains("Connection: close"))
            #expect(try client.readToEnd().isEmpty)
            drain.join()
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `an idle connection is closed and a feed ended`(queue: EventQueueKind) throws {
        try withServer(queue) { server, responder in
            let idle = try RawClient(port: server.port)
            #expect(try idle.get("/").status == 200)
            let reader = try RawClient(port: server.port)
            try reader.send("GET /feed HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.feed.started.pass()
            server.drain(timeout: .seconds(5))
            #expect(try idle.readToEnd().isEmpty)
            #expect(try reader.readToEnd().hasSuffix("\r\n\r\n0\r\n\r\n"))
            #expect(responder.feed.state.withLock { $0.stops } == 1)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a delayed answer is still delivered`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /later HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.readAnswer().body == "/1")
            server.drain(timeout: .seconds(5))
            #expect(try client.readAnswer().body == "later")
        }
    }

    @Test(
        arguments: [
            "POST /2 HTTP/1.1\r\n", "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab",
            "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
        ],
        EventQueueKind.allCases
    )
    func `half of a request does not hold up the end`(half: String, queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n\(half)")
            #expect(try client.readAnswer().body == "/1")
            let drain = try Thread("drain") { server.drain(timeout: .seconds(3600)) }
            #expect(try client.readToEnd().isEmpty)
            drain.join()
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a request whose rest comes while draining is answered`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1, configure: { $0.drainDeadline = .seconds(3600) }) { server, _ in
            let idle = try RawClient(port: server.port)
            let client = try RawClient(port: server.port)
            try client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\nPOST /echo HTTP/1.1\r\n")
            #expect(try client.readAnswer().body == "/1")
            let drain = try Thread("drain") { server.drain(timeout: .seconds(3600)) }
            #expect(try idle.readToEnd().isEmpty)
            try client.send("Host: a\r\nContent-Length: 5\r\n\r\nhello")
            #expect(try client.readAnswer().body == "hello")
            #expect(try client.readToEnd().isEmpty)
            drain.join()
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a feed whose reader has stopped reading does not hold up the end`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, responder in
            let reader = try RawClient(port: server.port)
            try reader.send("GET /feed HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.feed.started.pass()
            // More than the sockets of both sides take.
            responder.feed.publish(.bytes([UInt8](repeating: 0x61, count: 32_000_000)))
            #expect(try RawClient(port: server.port).get("/next").body == "/next")
            server.drain(timeout: .seconds(3600))
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `what does not end in time is cut`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\nPOST /2 HTTP/1.1\r\n")
            #expect(try client.readAnswer().body == "/1")
            server.drain(timeout: .milliseconds(10))
            #expect(try client.readToEnd().isEmpty)
        }
    }
}
