import Glibc

/// A connected stream socket with a single owner, closed when the value is destroyed.
package struct StreamSocket: ~Copyable, Sendable {
    /// The result of a non-blocking call.
    package enum Transfer: Hashable, Sendable {
        case bytes(Int)
        /// The socket has no bytes to read, or accepts none, at the moment.
        case blocked
        case failed
    }

    private let descriptor: FileDescriptor

    /// Takes ownership of an open descriptor.
    package init(_ descriptor: Int32) {
        self.descriptor = FileDescriptor(descriptor)
    }

    package var number: Int32 { descriptor.number }

    /// Reads the available bytes; zero bytes mean the end of the stream.
    package func receive(into buffer: inout [UInt8]) -> Transfer {
        let count = unsafe buffer.withUnsafeMutableBytes { room in
            unsafe recv(number, room.baseAddress, room.count, 0)
        }
        return StreamSocket.transfer(count)
    }

    /// Peeks at the first byte; nil, with the outcome, when there is none.
    package func peek() -> (byte: UInt8?, Transfer) {
        var first: UInt8 = 0
        let count = unsafe recv(number, &first, 1, Int32(MSG_PEEK))
        return (count == 1 ? first : nil, StreamSocket.transfer(count))
    }

    /// Writes as many bytes as the socket accepts.
    package func send(_ bytes: Span<UInt8>) -> Transfer {
        let count = unsafe bytes.withUnsafeBytes { bytes in
            unsafe Glibc.send(number, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        return StreamSocket.transfer(count)
    }

    package func shutDownWriting() { shutdown(number, Int32(SHUT_WR)) }

    /// Makes closing the socket send a TCP reset.
    package func resetWhenClosed() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(number, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }

    private static func transfer(_ count: Int) -> Transfer {
        if count >= 0 { return .bytes(count) }
        return errno == EAGAIN || errno == EINTR ? .blocked : .failed
    }
}
