import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

struct ServerLimitsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let status: Int
        /// A request at its limit, or one byte or field beyond.
        let request: @Sendable (_ excess: Int) -> String
    }

    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    static let cases: [Case] = [
        Case(testDescription: "a request line of 8 KB", status: 414) { excess in
            "GET /\(text(8192 - 14 + excess)) HTTP/1.1\r\nHost: a\r\n\r\n"
        },
        Case(testDescription: "a header of 64 KB", status: 431) { excess in
            "GET / HTTP/1.1\r\nHost: a\r\nX: \(text(65536 - 14 + excess))\r\n\r\n"
        },
        Case(testDescription: "100 fields", status: 431) { excess in
            "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: 1\r\n", count: 99 + excess))\r\n"
        },
        Case(testDescription: "a body of 1 MB", status: 413) { excess in
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(1_048_576 + excess)\r\n\r\n\(text(1_048_576 + excess))"
        },
        Case(testDescription: "a chunked body of 1 MB", status: 413) { excess in
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "80000\r\n\(text(524_288))\r\n80000\r\n\(text(524_288))\r\n"
                + (excess > 0 ? "1\r\na\r\n" : "") + "0\r\n\r\n"
        },
    ]

    @Test(arguments: cases, EventQueueKind.allCases)
    func `a limit is met exactly and missed by one`(limit: Case, queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, _ in
            let exact = try RawClient(port: server.port)
            try exact.send(limit.request(0))
            #expect(try exact.readAnswer().status == 200)
            #expect(try exact.get("/").status == 200)

            let beyond = try RawClient(port: server.port)
            // What lies beyond the limit may find the connection shut: the answer must be there all the same.
            try? beyond.send(limit.request(1))
            #expect(try beyond.readAnswer().status == limit.status)
        }
    }

    @Test(
        arguments: [
            ("GET / HTTP/1.1\nHost: a\n\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
            ("GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505),
            ("GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", 417),
        ] as [(String, Int)],
        EventQueueKind.allCases
    )
    func `bad framing is answered and closed and the next client served`(
        _ bad: (request: String, status: Int),
        queue: EventQueueKind
    ) throws {
        let (request, status) = bad
        try withServer(queue, loops: 1) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send("GET /good HTTP/1.1\r\nHost: a\r\n\r\n\(request)GET /never HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.readAnswer().body == "/good")
            let refused = try client.readAnswer()
            #expect(refused.status == status)
            #expect(refused.head.contains("Connection: close"))
            #expect(try client.readToEnd().isEmpty)
            let next = try RawClient(port: server.port).get("/next")
            #expect(next.body == "/next")
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `an idle connection is closed without a word`(queue: EventQueueKind) throws {
        var limits = HTTPLimits()
        // Over at once, so that the test waits for the close only.
        limits.idle = .zero
        try withServer(queue, loops: 1, limits: limits) { server, _ in
            let client = try RawClient(port: server.port)
            #expect(try client.readToEnd().isEmpty)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `at the most connections the oldest without a complete request is closed`(queue: EventQueueKind) throws {
        var limits = HTTPLimits()
        limits.maximumConnections = 3
        try withServer(queue, loops: 1, limits: limits) { server, _ in
            let used = try RawClient(port: server.port)
            #expect(try used.get("/used").body == "/used")
            var unfinished: [RawClient] = []
            for _ in 0..<2 {
                let client = try RawClient(port: server.port)
                try client.send("GET / HTTP/1.1\r\nHost:")
                unfinished.append(client)
            }
            let next = try RawClient(port: server.port)
            #expect(try next.get("/next").body == "/next")
            #expect(try unfinished[0].readToEnd().isEmpty)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `all requests in progress together have a limit of memory`(queue: EventQueueKind) throws {
        var limits = HTTPLimits()
        limits.requestMemory = 100_000
        let start = "POST /big HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n" + Self.text(60_000)
        try withServer(queue, loops: 2, limits: limits) { server, _ in
            let first = try RawClient(port: server.port)
            let second = try RawClient(port: server.port)
            let others = try (0..<2).map { _ in try RawClient(port: server.port) }
            try first.send(start)
            // On each loop one: it is answered after what has come before has been read.
            for other in others { #expect(try other.get("/small").body == "/small") }
            try second.send(start)
            #expect(try second.readAnswer().status == 503)
            try first.send(Self.text(30_000))
            #expect(try first.readAnswer().status == 200)
            // The memory is free again, and small requests never wait for it.
            #expect(try RawClient(port: server.port).get("/small").body == "/small")
            let last = try RawClient(port: server.port)
            try last.send(start + Self.text(30_000))
            #expect(try last.readAnswer().status == 200)
        }
    }

    @Test(arguments: EventQueueKind.allCases)
    func `beyond the most connections a client waits until one has gone`(queue: EventQueueKind) throws {
        var limits = HTTPLimits()
        limits.maximumConnections = 2
        let told = Gate()
        let configure: (inout ServerOptions) -> Void = { options in
            options.reportPause = { if $0 == .connections { told.open() } }
        }
        try withServer(queue, loops: 1, limits: limits, configure: configure) { server, _ in
            var first: RawClient? = try RawClient(port: server.port)
            let second = try RawClient(port: server.port)
            #expect(try first?.get("/1").body == "/1")
            #expect(try second.get("/2").body == "/2")
            let third = try RawClient(port: server.port)
            try third.send("GET /3 HTTP/1.1\r\nHost: a\r\n\r\n")
            told.pass()
            first = nil
            #expect(try third.readAnswer().body == "/3")
        }
    }
}
