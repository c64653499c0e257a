import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

struct EventLoopGroupTests {
    @Test(arguments: EventQueueKind.allCases)
    func `a client's heavy requests are done by one loop, which then also reads its light ones`(
        queue: EventQueueKind
    ) throws {
        try withServer(queue, loops: 1) { server, _ in
            let client = try RawClient(port: server.port)
            let light = try client.get("/thread").body
            let heavy = try client.get("/heavy/thread").body
            #expect(heavy != light)
            for path in ["/thread", "/heavy/thread", "/thread"] { #expect(try client.get(path).body == heavy) }
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `heavy clients are spread over the heavy loops`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1, configure: { $0.heavyLoops = 3 }) { server, _ in
            let clients = try (0..<6).map { _ in try RawClient(port: server.port) }
            let threads = try clients.map { try $0.get("/heavy/thread").body }
            #expect(Dictionary(grouping: threads) { $0 }.values.map(\.count) == [2, 2, 2])
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a heavy request is not sent where another is at work`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, responder in
            let first = try RawClient(port: server.port)
            try first.send("GET /heavy/gated HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.entered.pass()
            for number in 0..<3 {
                #expect(try RawClient(port: server.port).get("/heavy/\(number)").body == "/heavy/\(number)")
            }
            responder.gate.open()
            #expect(try first.readAnswer().body == "/heavy/gated")
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `clients that keep each other waiting are parted where a loop is idle`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, responder in
            let clients = try (0..<3).map { _ in try RawClient(port: server.port) }
            let homes = try clients.map { try $0.get("/heavy/thread").body }
            try #require(homes[0] == homes[2] && homes[0] != homes[1])
            // A turn without a task, so that the next heavy request follows none.
            #expect(try clients[0].get("/thread").body == homes[0])
            try hold(clients[0], responder) {
                try clients[2].send(EventLoopGroupTests.request("/heavy/thread"))
                clients[2].waitForDelivery()
            }
            #expect(try clients[2].readAnswer().body != homes[0])
            #expect(try clients[0].get("/heavy/thread").body == homes[0])
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a client that turns to light requests leaves a busy loop`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1, configure: { $0.heavyLoops = 1 }) { server, responder in
            let light = try RawClient(port: server.port).get("/thread").body
            let clients = try (0..<3).map { _ in try RawClient(port: server.port) }
            for client in clients { #expect(try client.get("/heavy/thread").body != light) }
            try hold(clients[0], responder) {
                try clients[1].send(EventLoopGroupTests.request("/heavy/1"))
                clients[1].waitForDelivery()
                try clients[2].send(EventLoopGroupTests.request("/light"))
                clients[2].waitForDelivery()
            }
            #expect(try clients[1].readAnswer().body == "/heavy/1")
            #expect(try clients[2].readAnswer().body == "/light")
            #expect(try clients[2].get("/thread").body == light)
            #expect(try clients[2].get("/heavy/thread").body != light)
        }
    }

    @Test(arguments: ["/slow/gated", "/heavy/slow/gated"], EventQueueKind.allCases)
    func `slow requests hold up no heavy one and not each other`(slow: String, queue: EventQueueKind) throws {
        try withServer(queue, loops: 1, configure: { $0.heavyLoops = 1 }) { server, responder in
            let first = try RawClient(port: server.port)
            try first.send(EventLoopGroupTests.request(slow) + EventLoopGroupTests.request("/next"))
            responder.entered.pass()
            let second = try RawClient(port: server.port)
            let paths = ["/heavy/2", "/slow/2", "/2", "/heavy/slow/2", "/heavy/twice"]
            for path in paths { #expect(try second.get(path).body == path) }
            responder.gate.open()
            #expect(try first.readAnswer().body == slow)
            #expect(try first.readAnswer().body == "/next")
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `draining ends what idles on a heavy loop and answers what is sent to one`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1, configure: { $0.drainDeadline = .seconds(3600) }) { server, _ in
            let idle = try RawClient(port: server.port)
            #expect(try idle.get("/heavy/1").body == "/heavy/1")
            let client = try RawClient(port: server.port)
            try client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\nPOST /heavy/echo HTTP/1.1\r\n")
            #expect(try client.readAnswer().body == "/1")
            let drain = try Thread("drain") { server.drain(timeout: .seconds(3600)) }
            #expect(try idle.readToEnd().isEmpty)
            try client.send("Host: a\r\nContent-Length: 5\r\n\r\nhello")
            let answer = try client.readAnswer()
            #expect(answer.body == "hello")
            #expect(answer.head.contains("Connection: close"))
            #expect(try client.readToEnd().isEmpty)
            drain.join()
        }
    }

    private static func request(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

    /// Does something while the loop of a client is held by its request.
    private func hold(_ client: RawClient, _ responder: TestResponder, _ body: () throws -> Void) throws {
        try client.send(EventLoopGroupTests.request("/heavy/gated"))
        responder.entered.pass()
        try body()
        responder.gate.open()
        #expect(try client.readAnswer().body == "/heavy/gated")
    }
}
