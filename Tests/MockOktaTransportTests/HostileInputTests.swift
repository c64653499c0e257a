import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

/// Each of these clients gets the right status or close, and the next client is served.
struct HostileInputTests {
    @Test(arguments: HostileInput.all, EventQueueKind.allCases)
    func `hostile input harms nobody`(input: HostileInput, queue: EventQueueKind) throws {
        try withServer(queue, loops: 1) { server, _ in
            let client = try RawClient(port: server.port)
            // A server that has refused already may not take the rest.
            try? client.send(input.text)
            switch input.outcome {
            case .refused(let status, let good): try expectRefusal(client, status, after: good)
            case .served(let count): try expectAnswers(client, count)
            case .dropped: try expectAnswers(client, 0)
            }
            let next = try RawClient(port: server.port).get("/next")
            #expect(next.body == "/next")
        }
    }

    private func expectRefusal(_ client: RawClient, _ status: Int, after good: Int) throws {
        for _ in 0..<good { #expect(try client.readAnswer().status == 200) }
        let answer = try client.readAnswer()
        #expect(answer.status == status)
        #expect(answer.head.contains("\r\nConnection: close"))
        #expect(try client.readToEnd().isEmpty)
    }

    private func expectAnswers(_ client: RawClient, _ count: Int) throws {
        client.halfClose()
        for _ in 0..<count { #expect(try client.readAnswer().status == 200) }
        #expect(try client.readToEnd().isEmpty)
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a client may end at every byte`(queue: EventQueueKind) throws {
        let request = Array(
            "\r\nPOST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\nab\r\n0\r\nT: 1\r\n\r\n".utf8
        )
        try withServer(queue, loops: 1) { server, _ in
            for count in request.indices {
                let client = try RawClient(port: server.port)
                try client.send(Array(request[..<count]))
                try expectAnswers(client, 0)
                #expect(try RawClient(port: server.port).get("/next").body == "/next")
            }
            let whole = try RawClient(port: server.port)
            try whole.send(request)
            try expectAnswers(whole, 1)
        }
    }
}
