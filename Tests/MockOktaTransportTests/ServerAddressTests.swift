import Glibc
import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

struct ServerAddressTests {
    @Test(arguments: EventQueueKind.allCases)
    func `a busy port is told with its address`(queue: EventQueueKind) throws {
        try withServer(queue) { server, responder in
            let error = #expect(throws: SystemError.self) {
                try Server.start(on: "127.0.0.1", port: server.port, responder: responder)
            }
            #expect(error?.isAddressInUse == true)
            #expect(error?.description == "bind 127.0.0.1:\(server.port): Address already in use")
        }
    }

    @Test func `a name without address is told`() {
        let error = #expect(throws: SystemError.self) {
            try Server.start(on: "no.such.host.invalid", responder: TestResponder())
        }
        #expect(error?.address == "no.such.host.invalid")
    }

    @Test(arguments: ["localhost", "LOCALHOST", "okta.localhost"], EventQueueKind.allCases)
    func `localhost is the loopback`(host: String, queue: EventQueueKind) throws {
        try withServer(queue, on: host) { server, _ in
            #expect(server.address.host == "127.0.0.1")
            let answer = try RawClient(port: server.port).get("/peer")
            #expect(answer.body == "127.0.0.1")
        }
    }

    @Test(.enabled(if: ServerAddressTests.hasIPv6), arguments: ["::", "[::]"], EventQueueKind.allCases)
    func `the unspecified IPv6 address takes both families`(host: String, queue: EventQueueKind) throws {
        try withServer(queue, on: host) { server, _ in
            let answer = try RawClient(port: server.port).get("/peer")
            #expect(answer.body == "127.0.0.1")
            let newer = try RawClient(port: server.port, family: AF_INET6).get("/peer")
            #expect(newer.body == "::1")
        }
    }

    private static var hasIPv6: Bool {
        let server = try? Server.start(on: "::1", responder: TestResponder())
        server?.drain(timeout: .zero)
        return server != nil
    }
}
