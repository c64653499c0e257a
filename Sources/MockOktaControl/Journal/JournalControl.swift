import MockOktaFormats
import MockOktaHTTP
import MockOktaSystem

/// `/_mock/requests`: the journal.
enum JournalControl {
    static func list(_ request: HTTPRequest, _ journal: Journal) throws(ControlError) -> HTTPResponse {
        let query = try JournalQuery(request)
        return ControlResponse.json(.ok, query.json(query.filter.entries(of: journal)))
    }

    static func count(_ request: HTTPRequest, _ journal: Journal) throws(ControlError) -> HTTPResponse {
        let filter = try JournalQuery(request).filter
        return ControlResponse.json(.ok, ["count": .integer(filter.entries(of: journal).count)])
    }

    static func removeAll(_ journal: Journal) -> HTTPResponse {
        journal.removeAll()
        return HTTPResponse(.noContent)
    }

    static func wait(_ request: HTTPRequest, _ journal: Journal) throws(ControlError) -> Reply {
        let query = try JournalQuery(request, also: ["timeout"])
        return .promised(JournalWait(journal, query, timeout: try query.timeout()))
    }
}

extension JournalControl {
    /// Streams every exchange from now on as server-sent events.
    static func events(_ journal: Journal) -> Reply {
        let fields: HTTPFields = ["Content-Type": "text/event-stream", "Cache-Control": "no-store"]
        return .feed(HTTPResponse(.ok, fields: fields), JournalFeed(journal))
    }
}

/// The journal as server-sent events, one entry each (HTML Standard §9.2).
final class JournalFeed: Feed {
    private let journal: Journal
    private let state: Lock<State>

    private struct State: Sendable {
        var seen: Journal.Place
        var listener: Int?
        var hasGreeted = false
    }

    init(_ journal: Journal) {
        self.journal = journal
        state = Lock(State(seen: journal.end))
    }

    func start(signal: @escaping @Sendable () -> Void) {
        let listener = journal.listen(signal)
        state.withLock { $0.listener = listener }
    }

    /// A comment goes first, so that the client knows that the stream has begun.
    func next() -> FeedStep {
        let end = journal.end
        let (seen, mustGreet) = state.withLock { state in
            defer { (state.seen, state.hasGreeted) = (end, true) }
            return (Journal.id(readUpTo: state.seen, of: end), !state.hasGreeted)
        }
        var text = mustGreet ? ": mock-okta\n\n" : ""
        for entry in journal.entries(after: seen) where entry.id <= end.lastID {
            let json = String(decoding: entry.json(showsSecrets: false).serialized(), as: UTF8.self)
            text += "id: \(entry.id)\nevent: exchange\ndata: \(json)\n\n"
        }
        return text.isEmpty ? .wait : .bytes(Array(text.utf8))
    }

    func stop() {
        if let listener = state.withLock({ $0.listener }) { journal.stopListening(listener) }
    }
}

/// Waits until a matching exchange is in the journal.
final class JournalWait: LongPoll {
    let timeout: Duration
    private let journal: Journal
    private let query: JournalQuery
    private let state = Lock(State())

    private struct State: Sendable {
        var seen = Journal.Place()
        var listener: Int?
    }

    init(_ journal: Journal, _ query: JournalQuery, timeout: Duration) {
        self.journal = journal
        self.query = query
        self.timeout = timeout
    }

    func start(signal: @escaping @Sendable () -> Void) {
        let listener = journal.listen(signal)
        state.withLock { $0.listener = listener }
    }

    func answer() -> HTTPResponse? {
        let end = journal.end
        let seen = state.withLock { state in
            defer { state.seen = end }
            return Journal.id(readUpTo: state.seen, of: end)
        }
        let found = query.filter.newEntries(of: journal, after: seen)
        return found.isEmpty ? nil : ControlResponse.json(.ok, query.json(found))
    }

    func lastAnswer() -> HTTPResponse { answer() ?? ControlResponse.json(408, ["error": "timeout"]) }

    func stop() {
        if let listener = state.withLock({ $0.listener }) { journal.stopListening(listener) }
    }
}
