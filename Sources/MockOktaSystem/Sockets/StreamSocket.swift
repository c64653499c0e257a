import Glibc

/// A connected stream socket with one owner, closed when that owner is gone.
package struct StreamSocket: ~Copyable, Sendable {
    /// What a call that does not wait has done.
    package enum Transfer: Hashable, Sendable {
        case bytes(Int)
        /// The socket has nothing to read, or takes nothing, at the moment.
        case blocked
        case failed
    }

    private let descriptor: FileDescriptor

    /// Takes over an open descriptor.
    package init(_ descriptor: Int32) {
        self.descriptor = FileDescriptor(descriptor)
    }

    package var number: Int32 { descriptor.number }

    /// Reads what has come; no bytes are the end of the stream.
    package func receive(into buffer: inout [UInt8]) -> Transfer {
        let count = unsafe buffer.withUnsafeMutableBytes { room in
            unsafe recv(number, room.baseAddress, room.count, 0)
        }
        return StreamSocket.transfer(count)
    }

    /// Reads the first byte and leaves it in the socket; nil, with the outcome, where there is none.
    package func peek() -> (byte: UInt8?, Transfer) {
        var first: UInt8 = 0
        let count = unsafe recv(number, &first, 1, Int32(MSG_PEEK))
        return (count == 1 ? first : nil, StreamSocket.transfer(count))
    }

    /// Writes as much as the socket takes.
    package func send(_ bytes: Span<UInt8>) -> Transfer {
        let count = unsafe bytes.withUnsafeBytes { bytes in
            unsafe Glibc.send(number, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        return StreamSocket.transfer(count)
    }

    package func shutDownWriting() { shutdown(number, Int32(SHUT_WR)) }

    /// Makes closing the socket a TCP reset.
    package func resetWhenClosed() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(number, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    }

    private static func transfer(_ count: Int) -> Transfer {
        if count >= 0 { return .bytes(count) }
        return errno == EAGAIN || errno == EINTR ? .blocked : .failed
    }
}
