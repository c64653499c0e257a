import CMockOktaOpenSSL
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

/// Corrupted answers are the same with TLS and without, and affect no other client.
struct ResponseCorruptionTests {
    @Test(arguments: CorruptedAnswer.allCases, EventQueueKind.allCases)
    func `a corrupted answer over a plain socket`(corrupted: CorruptedAnswer, queue: EventQueueKind) throws {
        try withServer(queue) { server, _ in
            let client = try RawClient(port: server.port)
            try client.send("GET \(corrupted.rawValue) HTTP/1.1\r\nHost: a\r\n\r\n")
            client.halfClose()
            if corrupted == .reset {
                #expect(throws: RawClient.Failure.self) { try client.readToEnd() }
            } else {
                check(try client.readToEnd(), corrupted)
            }
            #expect(try RawClient(port: server.port).get("/next").body == "/next")
        }
    }

    @Test(
        arguments: CorruptedAnswer.allCases,
        [TLS1_2_VERSION, TLS1_3_VERSION].flatMap { version in EventQueueKind.allCases.map { (version, $0) } }
    )
    func `a corrupted answer through TLS`(
        corrupted: CorruptedAnswer,
        on way: (version: Int32, queue: EventQueueKind)
    ) throws {
        let (version, queue) = way
        try withSecureServer(queue) { server, _, caPEM in
            let client = try SecureClient(port: server.port, caPEM: caPEM, version: version)
            // The dripping answer keeps its connection, so that something must end it.
            let ending = corrupted == .dripping ? "Connection: close\r\n" : ""
            try client.send("GET \(corrupted.rawValue) HTTP/1.1\r\nHost: a\r\n\(ending)\r\n")
            let answer = client.readToEnd()
            check(answer.text, corrupted)
            // A reset says nothing before it; all other ends are said, be the body whole or not.
            #expect(answer.isClean == (corrupted != .reset))
            let next = try SecureClient(port: server.port, caPEM: caPEM, version: version)
            #expect(try next.get("/next").hasSuffix("/next"))
        }
    }

    private func check(_ answer: String, _ corrupted: CorruptedAnswer) {
        guard let declared = corrupted.declared else {
            #expect(answer.isEmpty)
            return
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("\r\nContent-Length: \(declared)\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n\(corrupted.sent)"))
    }
}
