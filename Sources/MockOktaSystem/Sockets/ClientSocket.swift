import Glibc

/// A blocking connection to a server; each call fails after the time limit.
package struct ClientSocket: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    /// Connects.
    ///
    /// - Parameters:
    ///   - address: the server's address.
    ///   - seconds: the time limit for connecting and for each later read or write.
    /// - Throws: why connecting failed; `SystemError.isTimeout` is true for a timeout.
    package init(to address: SocketAddress, timeout seconds: Int) throws(SystemError) {
        descriptor = try ClientSocket.connect(to: address, timeout: seconds)
    }

    private static func connect(
        to address: SocketAddress,
        timeout seconds: Int
    ) throws(SystemError) -> FileDescriptor {
        let family = address.family == .ipv4 ? AF_INET : AF_INET6
        let number = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw SystemError("socket", address: address.description) }
        let descriptor = FileDescriptor(number)
        // On Linux the send timeout also applies to connecting (socket(7)).
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        unsafe setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard address.connect(number) == 0 else { throw SystemError("connect", address: address.description) }
        return descriptor
    }

    package var number: Int32 { descriptor.number }

    /// Reads the available bytes, and waits for the first one; returns 0 at the end of the stream.
    package func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
        while true {
            let count = unsafe Glibc.read(number, &buffer, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw SystemError("read") }
        }
    }

    /// Whether nothing has come from the server, not even the end of the stream; does not wait.
    package var isQuiet: Bool {
        var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) == 0
    }

    /// Writes all of the bytes.
    package func write(_ bytes: [UInt8]) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno != EINTR { throw SystemError("send") }
            rest = rest.dropFirst(max(0, count))
        }
    }
}
