import MockOktaCrypto
import MockOktaSystem

/// How bytes are exchanged with a client: in plain text or through TLS.
///
/// A TLS operation in one direction may have to wait for the other direction, so only the channel can determine which
/// events to watch the socket for.
struct Channel: ~Copyable {
    enum Progress {
        case bytes(Int)
        case blocked
        case closed
        case failed
        /// The connection does not begin with a TLS handshake.
        case notSecure
    }

    /// The first byte of every TLS connection: the content type of a handshake record (RFC 8446 §5.1).
    private static let handshakeRecord: UInt8 = 22

    private let socket: StreamSocket
    private var session: TLSSession?
    private var isFresh: Bool
    /// The socket event required before reading, or writing, is retried.
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

    /// Whether the handshake is in progress.
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

    /// Whether decrypted bytes are buffered, for which the socket raises no event.
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

    /// Sends close_notify, so that the client can distinguish a complete answer from a truncated one.
    mutating func sendCloseNotify() { _ = try? session?.shutdown() }

    /// Makes closing the socket send a TCP reset, without a preceding close_notify.
    mutating func resetWhenClosed() {
        session = nil
        socket.resetWhenClosed()
    }

    func shutDownWriting() { socket.shutDownWriting() }
}

extension Channel {
    /// Peeks at the first byte: a client that speaks HTTP to an HTTPS port gets an answer in HTTP.
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
