import MockOktaSystem
import Testing

struct SocketAddressTests {
    @Test(arguments: [
        ("127.0.0.1", ["127.0.0.1:80"]),
        ("0.0.0.0", ["0.0.0.0:80"]),
        ("::1", ["[::1]:80"]),
        ("[::]", ["[::]:80"]),
        ("::ffff:127.0.0.1", ["127.0.0.1:80"]),
        ("localhost", ["127.0.0.1:80", "[::1]:80"]),
        ("a.b.LocalHost", ["127.0.0.1:80", "[::1]:80"]),
    ])
    func `a host stands for its addresses`(host: String, expected: [String]) throws {
        #expect(try SocketAddress.resolve(host, port: 80).map(\.description) == expected)
    }

    @Test(arguments: ["", "no.such.host.invalid", "[::1", "1.2.3.4.5"])
    func `what has no address is an error that names it`(host: String) {
        let error = #expect(throws: SystemError.self) { try SocketAddress.resolve(host, port: 80) }
        #expect(error?.description == "resolve \(host): no such host")
    }
}
