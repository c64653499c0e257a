import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `GET /api/v1/logs` (Okta, "System Log API").
///
/// The log is another view of the journal: it goes back as far as the journal does, and is empty after its deletion.
struct SystemLog {
    static let operations: [Operation] = [
        Operation(.get, "/api/v1/logs", .logs, weight: .heavy) { (call) throws(Refusal) in
            try SystemLog(call).answer()
        }
    ]

    /// A query without `until` goes on as long as its client asks (Okta, "Polling requests").
    private static let page = Page.Limits(fallback: 100, maximum: 1000)

    private let call: APICall
    private let limit: Int
    private let since: Instant
    private let until: Instant?
    private let after: LogEntry.Position?
    private let isDescending: Bool
    private let filter: Filter?
    private let words: [String]

    private init(_ call: APICall) throws(Refusal) {
        self.call = call
        let query = call.query
        limit = query["limit"] == "0" ? 0 : try Page(call, Self.page).limit
        until = try Self.instant("until", call)
        let end = until ?? call.context.snapshot.now
        since = try Self.instant("since", call) ?? Instant(seconds: end.seconds - 7 * 86_400)
        switch query["sortOrder"]?.asciiUppercased ?? "ASCENDING" {
        case "ASCENDING": isDescending = false
        case "DESCENDING": isDescending = true
        default: throw .invalid("sortOrder", "The sort order must be ASCENDING or DESCENDING")
        }
        filter = try query["filter"].map { text throws(Refusal) in try Filter(text) }
        words = (query["q"] ?? "").lowercased().split(separator: " ").map(String.init)
        guard let cursor = query["after"], !cursor.isEmpty else {
            after = nil
            return
        }
        guard let position = LogEntry.Position(cursor: cursor) else { throw Page.badCursor }
        // After a reset of the journal its ids start again: everything is new to a client that polls.
        let isCurrent = position.exchange <= call.context.history.lastID
        after = isCurrent ? position : LogEntry.Position(exchange: 0, place: 0)
    }

    private static func instant(_ name: String, _ call: APICall) throws(Refusal) -> Instant? {
        guard let text = call.query[name], !text.isEmpty else { return nil }
        guard let microseconds = RFC3339.parse(text) else {
            throw .invalid(name, "The value must be an instant such as 2026-01-01T00:00:00.000Z")
        }
        return Instant(microseconds: microseconds)
    }

    private func answer() throws(Refusal) -> APIAnswer {
        let found = entries()
        let rows = Array(found.prefix(limit))
        var answer = APIAnswer.list(rows.map(\.object))
        answer.links = [Page.link("self", after: call.query["after"], limit: limit, call)]
        let isPolling = until == nil && !isDescending
        if isPolling || found.count > rows.count {
            let last = rows.last?.position ?? after ?? LogEntry.Position(exchange: 0, place: 0)
            answer.links.append(Page.link("next", after: last.cursor, limit: limit, call))
        }
        return answer
    }

    /// The entries that match, at least one more than the limit if there are as many.
    private func entries() -> [LogEntry] {
        var found: [LogEntry] = []
        let start = isDescending ? 0 : max(0, (after?.exchange ?? 0) - 1)
        let front = call.context.snapshot.urls.front
        call.context.history.forEach(after: start) { exchange in
            guard exchange.at >= since, until.map({ exchange.at < $0 }) ?? true,
                isDescending || found.count <= limit
            else { return }
            let events = ExchangeEvents(exchange, in: call.organization)
            for (place, event) in events.all.enumerated() {
                let entry = LogEntry(event, at: place + 1, of: exchange, events, front: front)
                if isWanted(entry) { found.append(entry) }
            }
        }
        return isDescending ? found.reversed() : found
    }

    private func isWanted(_ entry: LogEntry) -> Bool {
        if let after, isDescending ? entry.position >= after : entry.position <= after { return false }
        let object = JSON.object(entry.object)
        if let filter, !filter.matches({ object.value(at: $0) }) { return false }
        return words.isEmpty || matchesWords(object)
    }

    /// Whether every word of `q` occurs in some value.
    private func matchesWords(_ object: JSON) -> Bool {
        let texts = object.texts.map { $0.lowercased() }
        return words.allSatisfy { word in texts.contains { $0.contains(word) } }
    }
}

extension JSON {
    /// All strings in a value, at any depth.
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let values): values.flatMap(\.texts)
        case .object(let object): object.members.flatMap { $0.value.texts }
        default: []
        }
    }
}
