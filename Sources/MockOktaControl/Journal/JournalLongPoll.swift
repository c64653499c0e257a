import MockOktaFormats
import MockOktaHTTP
import MockOktaSystem

/// Waits until a matching exchange is in the journal.
final class JournalLongPoll: LongPoll {
    let timeout: Duration
    private let journal: Journal
    private let query: JournalQuery
    private let state = Lock(State())

    private struct State: Sendable {
        var seen = Journal.Position()
        var listener: Int?
    }

    init(_ journal: Journal, _ query: JournalQuery, timeout: Duration) {
        self.journal = journal
        self.query = query
        self.timeout = timeout
    }

    func start(signal: @escaping @Sendable () -> Void) {
        let listener = journal.listeners.add(signal)
        state.withLock { $0.listener = listener }
    }

    func answer() -> HTTPResponse? {
        if journal.listeners.isClosed { return ControlError(.notFound, "the org was removed or replaced").response }
        let end = journal.end
        let seen = state.withLock { state in
            defer { state.seen = end }
            return Journal.id(readUpTo: state.seen, of: end)
        }
        let found = query.filter.newEntries(of: journal, after: seen)
        return found.isEmpty ? nil : ControlResponse.json(.ok, query.json(found))
    }

    func lastAnswer() -> HTTPResponse { answer() ?? ControlResponse.json(408, query.timeoutJSON(journal)) }

    func stop() {
        if let listener = state.withLock({ $0.listener }) { journal.listeners.remove(listener) }
    }
}
