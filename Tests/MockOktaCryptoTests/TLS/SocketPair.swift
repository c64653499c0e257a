import Glibc
import MockOktaCrypto

/// Two connected sockets that never block; index 0 is the server's.
final class SocketPair {
    let server: Int32
    /// -1 when it is closed.
    private(set) var client: Int32

    init() throws {
        var descriptors: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &descriptors) == 0 else { throw SocketPairFailed() }
        server = descriptors[0]
        client = descriptors[1]
    }

    struct SocketPairFailed: Error {}

    func closeClient() {
        close(client)
        client = -1
    }

    /// Puts bytes on the wire as the client.
    func send(_ bytes: [UInt8]) -> Bool {
        unsafe Glibc.write(client, bytes, bytes.count) == bytes.count
    }

    /// Takes what the client has written off the wire.
    func receiveAsServer() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe Glibc.read(server, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    deinit {
        close(server)
        if client >= 0 { close(client) }
    }
}
