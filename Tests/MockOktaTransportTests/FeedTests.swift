import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

struct FeedTests {
    @Test(arguments: EventQueueKind.allCases)
    func `a feed sends each piece when it comes and the connection lives on after its end`(queue: EventQueueKind) throws
    {
        try withServer(queue) { server, responder in
            let client = try RawClient(port: server.port)
            try client.send("GET /feed HTTP/1.1\r\nHost: a\r\n\r\nGET /after HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.read(until: "\r\n\r\n").contains("Transfer-Encoding: chunked"))
            responder.feed.started.pass()
            for piece in ["one", "two", "three"] {
                responder.feed.publish(.bytes(Array(piece.utf8)))
                #expect(try client.read(until: "\r\n") == String(piece.utf8.count))
                #expect(try client.read(until: "\r\n") == piece)
            }
            responder.feed.publish(.end)
            #expect(try client.read(until: "\r\n\r\n") == "0")
            #expect(try client.readAnswer().body == "/after")
            #expect(responder.feed.state.withLock { $0.stops } == 1)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `what was there before the feed began is sent at once`(queue: EventQueueKind) throws {
        try withServer(queue) { server, responder in
            responder.feed.publish(.bytes(Array("early".utf8)))
            responder.feed.publish(.end)
            let client = try RawClient(port: server.port)
            try client.send("GET /feed HTTP/1.0\r\n\r\n")
            #expect(try client.readToEnd().hasSuffix("Connection: close\r\n\r\nearly"))
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a slow reader gets everything and costs no more than the buffer`(queue: EventQueueKind) throws {
        try withServer(queue) { server, responder in
            let piece = [UInt8](repeating: 0x61, count: 50_000)
            for _ in 0..<600 { responder.feed.publish(.bytes(piece)) }
            responder.feed.publish(.end)
            let client = try RawClient(port: server.port)
            try client.send("GET /feed HTTP/1.0\r\n\r\n")
            responder.feed.started.pass()
            let other = try RawClient(port: server.port)
            #expect(try other.get("/other").body == "/other")
            #expect(responder.feed.state.withLock { !$0.steps.isEmpty })
            _ = try client.read(until: "\r\n\r\n")
            #expect(try client.readToEnd().utf8.count == 30_000_000)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `HEAD of a feed sends the head and stops it`(queue: EventQueueKind) throws {
        try withServer(queue) { server, responder in
            let client = try RawClient(port: server.port)
            try client.send("HEAD /feed HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try client.read(until: "\r\n\r\n")
            #expect(try client.get("/next").body == "/next")
            #expect(responder.feed.state.withLock { $0.stops } == 1)
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: EventQueueKind.allCases)
    func `a client that closes frees its long poll at once`(queue: EventQueueKind) throws {
        try withServer(queue) { server, responder in
            var client: RawClient? = try RawClient(port: server.port)
            try client?.send("GET /poll HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.poll.started.pass()
            client = nil
            responder.poll.stopped.pass()
            #expect(responder.poll.state.withLock { $0.stops } == 1)
        }
    }
}
