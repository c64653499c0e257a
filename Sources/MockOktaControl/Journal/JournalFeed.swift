import MockOktaFormats
import MockOktaHTTP
import MockOktaSystem

/// The journal as server-sent events, one entry each (HTML Standard §9.2).
final class JournalFeed: Feed {
    /// The maximum size of a step; the next step is made when the client has read this one.
    private static let stepBytes = 65_536

    private let journal: Journal
    private let state: Lock<State>

    private struct State: Sendable {
        var seen: Journal.Position
        var listener: Int?
        var hasGreeted = false
    }

    /// Streams the entries after a position.
    init(_ journal: Journal, after position: Journal.Position) {
        self.journal = journal
        state = Lock(State(seen: position))
    }

    func start(signal: @escaping @Sendable () -> Void) {
        let listener = journal.listeners.add(signal)
        state.withLock { $0.listener = listener }
    }

    /// The first event is a comment, so that the client detects the start of the stream.
    func next() -> FeedStep {
        if journal.listeners.isClosed { return .end }
        let end = journal.end
        let (position, mustGreet) = state.withLock { ($0.seen, !$0.hasGreeted) }
        let seen = Journal.id(readUpTo: position, of: end)
        var reached = end
        var text = mustGreet ? ": mock-okta\n\n" : ""
        for entry in journal.entries(after: seen) where entry.id <= end.lastID {
            let json = String(decoding: entry.json(showsSecrets: false).serialized(), as: UTF8.self)
            text += "id: \(entry.id)\nevent: exchange\ndata: \(json)\n\n"
            if text.utf8.count >= Self.stepBytes {
                reached = end.at(entry.id)
                break
            }
        }
        state.withLock { state in
            state.seen = reached
            state.hasGreeted = true
        }
        return text.isEmpty ? .wait : .bytes(Array(text.utf8))
    }

    func stop() {
        if let listener = state.withLock({ $0.listener }) { journal.listeners.remove(listener) }
    }
}
