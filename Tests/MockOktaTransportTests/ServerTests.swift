import Glibc
import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

struct ServerTests {
    @Test(arguments: EventQueueKind.allCases)
    func `one connection serves many requests`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            for number in 0..<50 {
                let answer = try client.get("/\(number)")
                #expect(answer.status == 200)
                #expect(answer.body == "/\(number)")
            }
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `an answer carries the responder's date and its length`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let answer = try RawClient(port: server.port).get("/")
            let expected = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 1"
            #expect(answer.head == expected)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `pipelined requests are answered in order though one is heavy and one late`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            let paths = (0..<20).map { $0 == 9 ? "/heavy/9" : $0 == 13 ? "/later" : "/\($0)" }
            try client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            for path in paths {
                #expect(try client.readAnswer().body == (path == "/later" ? "later" : path))
            }
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a client that pipelines many requests leaves others their turn`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, responder in
            let (greedy, other) = (try RawClient(port: server.port), try RawClient(port: server.port))
            _ = try greedy.get("/first")
            _ = try other.get("/first")
            let paths = ["/gated"] + (0..<64).map { "/\($0)" }
            try greedy.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            responder.entered.pass()
            try other.send("GET /other HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.gate.open()
            #expect(try other.readAnswer().body == "/other")
            for path in paths { #expect(try greedy.readAnswer().body == path) }
            let place = responder.answered.withLock { $0 }.firstIndex(of: "/other") ?? .max
            #expect(place < 24, "\(place) requests were answered before it")
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a chunked upload arrives whole however it is cut`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            let body = String(repeating: "0123456789abcdef", count: 4096)
            try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<4 { try client.send("10000\r\n\(body)\r\n") }
            try client.send("0\r\n\r\n")
            #expect(try client.readAnswer().body == String(repeating: body, count: 4))
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a client that waits for the go-ahead gets it once`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
            #expect(try client.readAnswer().head == "HTTP/1.1 100 Continue")
            try client.send("bo")
            try client.send("dy")
            #expect(try client.readAnswer().body == "body")
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `HEAD has the length of GET and no body`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send("HEAD /1234 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.readAnswer(isHead: true).head.hasSuffix("Content-Length: 5"))
            #expect(try client.get("/next").body == "/next")
        }
    }

    @Test(
        arguments: [
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\nx\r\n",
            "GET /close HTTP/1.1\r\nHost: a\r\n\r\n",
        ],
        EventQueueKind.allCases
    )
    func `the connection ends after the answer when either side asks for it`(
        request: String,
        queue: EventQueueKind
    ) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send(request)
            let text = try client.readToEnd()
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(text.contains("\r\nConnection: close\r\n"))
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `an HTTP 1.0 client may keep its connection`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            for _ in 0..<2 {
                try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                #expect(try client.readAnswer().head.contains("Connection: keep-alive"))
            }
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `what was sent before a half-close is all answered`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            let paths = ["/1", "/heavy/2", "/later", "/4"]
            try client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            client.halfClose()
            let bodies = try (0..<4).map { _ in try client.readFinalAnswer().body }
            #expect(bodies == ["/1", "/heavy/2", "later", "/4"])
            #expect(try client.readToEnd().isEmpty)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `thousands of short connections are served and forgotten`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            for _ in 0..<2500 {
                let client = try RawClient(port: server.port)
                try client.send("GET / HTTP/1.0\r\n\r\n")
                #expect(try client.readToEnd().hasSuffix("\r\n\r\n/"))
            }
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `an answer larger than the socket's room is sent whole`(queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send(String(repeating: "GET /big HTTP/1.1\r\nHost: a\r\n\r\n", count: 3))
            for _ in 0..<3 { #expect(try client.readAnswer().body.utf8.count == 4_000_000) }
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a light request is served while a heavy one is away`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, responder in
            let heavy = try RawClient(port: server.port)
            try heavy.send("GET /heavy/gated HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.entered.pass()
            let light = try RawClient(port: server.port)
            #expect(try light.get("/light").body == "/light")
            responder.gate.open()
            #expect(try heavy.readAnswer().body == "/heavy/gated")
            #expect(try heavy.readAnswer().body == "/next")
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `what a client sends while its request is away is answered after that`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, responder in
            let heavy = try RawClient(port: server.port)
            try heavy.send("GET /heavy/gated HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.entered.pass()
            try heavy.send("GET /early HTTP/1.1\r\nHost: a\r\n\r\n")
            let light = try RawClient(port: server.port)
            for number in 1...3 { #expect(try light.get("/\(number)").body == "/\(number)") }
            responder.gate.open()
            #expect(try heavy.readAnswer().body == "/heavy/gated")
            #expect(try heavy.readAnswer().body == "/early")
            #expect(try heavy.get("/heavy/again").body == "/heavy/again")
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a client that has gone while its request was away does no harm to the next`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, responder in
            var heavy: RawClient? = try RawClient(port: server.port)
            try heavy?.send("GET /heavy/gated HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.entered.pass()
            heavy = nil
            let light = try RawClient(port: server.port)
            try light.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
            responder.gate.open()
            #expect(try light.readAnswer().body == "/1")
            #expect(try light.get("/2").body == "/2")
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `new connections go to the loop with the fewest`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 4) { server, _ in
            let clients = try (0..<8).map { _ in try RawClient(port: server.port) }
            let threads = try clients.map { try $0.get("/thread").body }
            let counts = Dictionary(grouping: threads) { $0 }.values.map(\.count)
            #expect(counts == [2, 2, 2, 2])
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `many clients on several loops all get their own answers`(queue: EventQueueKind) throws {
        try withServer(queue, loops: 4) { server, _ in
            let port = server.port
            let failures = Failures()
            let threads = try (0..<16).map { number in
                try Thread("client \(number)") { failures.record { try ServerTests.talk(port, number) } }
            }
            for thread in threads { thread.join() }
            #expect(failures.texts.withLock { $0 } == [])
        }
    }

    private static func talk(_ port: UInt16, _ number: Int) throws {
        let client = try RawClient(port: port)
        for turn in 0..<50 {
            let path = turn % 10 == 0 ? "/heavy/\(number)/\(turn)" : "/\(number)/\(turn)"
            let body = try client.get(path).body
            if body != path { throw RawClient.Failure(description: "\(body) for \(path)") }
        }
    }

    private final class Failures: Sendable {
        let texts = Lock<[String]>([])

        func record(_ body: () throws -> Void) {
            do {
                try body()
            } catch {
                let text = "\(error)"
                texts.withLock { $0.append(text) }
            }
        }
    }
}
