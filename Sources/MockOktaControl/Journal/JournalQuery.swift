import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// A journal filter, read from the query of a control request.
struct JournalQuery: Sendable {
    private static let conditions = [
        "path", "method", "client_id", "server", "grant_type", "user", "status", "error", "after", "limit",
        "last",
    ]

    let filter: JournalFilter
    private let query: ControlQuery
    private let showsSecrets: Bool

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - request: whose query to read.
    ///   - also: parameters to allow beside those of a filter.
    /// - Throws: an error that names the wrong parameter.
    init(_ request: HTTPRequest, also: [String] = []) throws(ControlError) {
        query = try ControlQuery(request, allowed: Self.conditions + ["secrets"] + also)
        var filter = JournalFilter()
        filter.path = query["path"]
        filter.method = query["method"]
        filter.clientID = query["client_id"]
        filter.server = query["server"]
        filter.grantType = query["grant_type"]
        filter.user = query["user"]
        filter.status = try query.integer("status")
        filter.error = query["error"]
        filter.after = try query.integer("after") ?? 0
        filter.limit = try query.integer("limit")
        filter.last = try query.integer("last")
        self.filter = filter
        showsSecrets = try query.bool("secrets")
    }

    func timeout() throws(ControlError) -> Duration { try query.timeout() }

    func json(_ entries: [JournalEntry]) -> JSON {
        ["requests": .array(entries.map { $0.json(showsSecrets: showsSecrets) })]
    }
}
