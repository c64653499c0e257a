import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Which entries a control request asks for: every condition given must hold.
struct JournalFilter: Sendable {
    private static let conditions = [
        "path", "method", "client_id", "server", "grant_type", "user", "status", "error", "after", "limit",
    ]

    private static let longestTimeout = TimeSpan.seconds(60)

    private let query: ControlQuery
    private let status: Int?
    private let after: Int
    private let limit: Int?
    let showsSecrets: Bool

    /// Reads a query, in which further parameters may be allowed.
    init(_ request: HTTPRequest, also: [String] = []) throws(ControlError) {
        query = try ControlQuery(request, allowed: Self.conditions + ["secrets"] + also)
        status = try query.integer("status")
        after = try query.integer("after") ?? 0
        limit = try query.integer("limit")
        showsSecrets = try query.bool("secrets")
    }

    /// How long to wait: real time, ten seconds unless told.
    func timeout() throws(ControlError) -> Duration {
        guard let span = try query.timeSpan("timeout") else { return .seconds(10) }
        guard span <= Self.longestTimeout else {
            throw ControlError(.badValue, field: "timeout", "timeout is at most PT60S")
        }
        return .microseconds(span.microseconds)
    }

    func entries(of journal: Journal) -> [JournalEntry] {
        newEntries(of: journal, after: after)
    }

    /// The matching entries that are also newer than one that has been looked at.
    func newEntries(of journal: Journal, after seen: Int) -> [JournalEntry] {
        let found = journal.entries(after: max(after, seen)).lazy.filter(matches)
        return limit.map { Array(found.prefix($0)) } ?? Array(found)
    }

    func json(_ entries: [JournalEntry]) -> JSON {
        ["requests": .array(entries.map { $0.json(showsSecrets: showsSecrets) })]
    }

    private func matches(_ entry: JournalEntry) -> Bool {
        if let status, entry.status?.rawValue != status { return false }
        if let path = query["path"], !PathPattern(path).matches(entry.request.path) { return false }
        if let method = query["method"], entry.request.method.rawValue != method.uppercased() { return false }
        if let server = query["server"], entry.notes.server != server { return false }
        if let error = query["error"], entry.notes.error != error { return false }
        let facts = ExchangeFacts(entry)
        if let clientID = query["client_id"], facts.clientID != clientID { return false }
        if let grantType = query["grant_type"], facts.grantType != grantType { return false }
        if let user = query["user"], facts.user?.lowercased() != user.lowercased() { return false }
        return true
    }
}

/// A path, or the beginning of one when it ends in `*`.
struct PathPattern: Hashable, Sendable {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    func matches(_ path: String) -> Bool {
        text.hasSuffix("*") ? path.hasPrefix(text.dropLast()) : path == text
    }
}
