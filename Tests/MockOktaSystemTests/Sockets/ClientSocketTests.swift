import MockOktaSystem
import Testing

struct ClientSocketTests {
    @Test func `a client and an accepted socket exchange bytes until one ends`() throws {
        let listener = try ListeningSocket.open(host: "127.0.0.1", port: 0, isSecure: false)[0]
        let client = try ClientSocket(to: listener.address, timeout: 5)
        guard case .connection(let descriptor, let peer) = listener.accept() else {
            Issue.record("the connection is not in the listener's queue")
            return
        }
        let server = StreamSocket(descriptor)
        #expect(peer == "127.0.0.1")
        var buffer = [UInt8](repeating: 0, count: 16)
        #expect(server.receive(into: &buffer) == .blocked)
        #expect(server.send([1, 2, 3].span) == .bytes(3))
        server.shutDownWriting()
        #expect(try client.read(into: &buffer) == 3)
        #expect(buffer.prefix(3) == [1, 2, 3])
        #expect(try client.read(into: &buffer) == 0)
    }

    @Test func `a refused connection names the call, the address and the reason`() throws {
        let port = try ListeningSocket.open(host: "127.0.0.1", port: 0, isSecure: false)[0].address.port
        let address = try SocketAddress.resolve("127.0.0.1", port: port)[0]
        let error = #expect(throws: SystemError.self) { _ = try ClientSocket(to: address, timeout: 5) }
        #expect(error?.description == "connect 127.0.0.1:\(port): Connection refused")
        #expect(error?.isTimeout == false)
    }
}
