import MockOktaCrypto
import MockOktaSystem

/// How bytes get to a client and back: as they are, or through TLS.
///
/// A TLS operation in one direction may have to wait for the other, so what to watch the socket for is known here only.
struct Channel: ~Copyable {
    enum Progress {
        case bytes(Int)
        case blocked
        case closed
        case failed
        /// What should be the beginning of TLS is something else.
        case notSecure
    }

    /// The first byte of every TLS connection: a record that holds a handshake (RFC 8446 §5.1).
    private static let handshakeRecord: UInt8 = 22

    private let socket: StreamSocket
    private var session: TLSSession?
    private var isFresh: Bool
    /// What must happen to the socket before reading, or writing, is tried again.
    private(set) var readingNeeds: Interest = .reading
    private(set) var writingNeeds: Interest = .writing

    init(_ descriptor: Int32) {
        socket = StreamSocket(descriptor)
        session = nil
        isFresh = false
    }

    init(_ descriptor: Int32, securedBy context: TLSContext) throws(CryptoError) {
        socket = StreamSocket(descriptor)
        session = try TLSSession(context, descriptor: descriptor)
        isFresh = true
    }

    /// The handshake is still under way.
    var isSecuring: Bool {
        switch session {
        case .some(let session): !session.isEstablished
        case .none: false
        }
    }

    mutating func receive(into buffer: inout [UInt8]) -> Progress {
        if isFresh, let beginning = checkBeginning() { return beginning }
        guard session != nil else {
            let transfer = socket.receive(into: &buffer)
            return transfer == .bytes(0) ? .closed : Channel.progress(transfer)
        }
        var room = buffer.mutableSpan
        let progress = try? session?.read(into: &room)
        readingNeeds = progress == .needsWrite ? .writing : .reading
        return Channel.progress(progress)
    }

    /// Whether decrypted bytes wait, for which the socket will raise no event.
    var hasPendingBytes: Bool {
        switch session {
        case .some(let session): session.hasPendingBytes
        case .none: false
        }
    }

    mutating func send(_ bytes: Span<UInt8>) -> Progress {
        guard session != nil else {
            return Channel.progress(socket.send(bytes))
        }
        let progress = try? session?.write(from: bytes)
        writingNeeds = progress == .needsRead ? .reading : .writing
        return Channel.progress(progress)
    }

    /// Says that nothing more will come, so that the client can tell the end from a cut.
    mutating func sendCloseNotify() { _ = try? session?.shutdown() }

    /// Makes the socket's closing a TCP reset, without a close notification before it.
    mutating func resetWhenClosed() {
        session = nil
        socket.resetWhenClosed()
    }

    func shutDownWriting() { socket.shutDownWriting() }
}

extension Channel {
    /// Looks at the first byte without taking it: a client that speaks HTTP to an HTTPS port gets an answer in HTTP.
    private mutating func checkBeginning() -> Progress? {
        let (first, transfer) = socket.peek()
        guard let first else { return transfer == .bytes(0) ? .closed : Channel.progress(transfer) }
        isFresh = false
        if first == Channel.handshakeRecord { return nil }
        session = nil
        return .notSecure
    }

    private static func progress(_ transfer: StreamSocket.Transfer) -> Progress {
        switch transfer {
        case .bytes(let count): .bytes(count)
        case .blocked: .blocked
        case .failed: .failed
        }
    }

    private static func progress(_ progress: TLSProgress?) -> Progress {
        switch progress {
        case .done(let count): .bytes(count)
        case .needsRead, .needsWrite: .blocked
        case .closed: .closed
        case nil: .failed
        }
    }
}
