import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// A journal filter, read from the query of a control request.
struct JournalQuery: Sendable {
    /// The parameters of a query, as the control API describes them.
    static let parameters: [EndpointDescription.Parameter] = [
        .init(name: "path", summary: "The path, or its beginning before a *.", schema: Shape.string),
        .init(name: "method", summary: "Such as POST.", schema: Shape.string),
        .init(name: "client_id", summary: "The client.", schema: Shape.string),
        .init(name: "server", summary: "The path segment of the authorization server.", schema: Shape.string),
        .init(name: "grant_type", summary: "The grant type.", schema: Shape.string),
        .init(name: "user", summary: "The login.", schema: Shape.string),
        .init(name: "status", summary: "The status of the answer.", schema: Shape.integer()),
        .init(name: "error", summary: "The OAuth error or error code.", schema: Shape.string),
        .init(name: "after", summary: "Only entries with a higher id.", schema: Shape.integer()),
        .init(name: "limit", summary: "At most this many, the oldest first.", schema: Shape.integer()),
        .init(name: "last", summary: "At most this many, the newest.", schema: Shape.integer()),
        EndpointDescription.secrets,
    ]

    let filter: JournalFilter
    private let query: ControlQuery
    let showsSecrets: Bool

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - request: whose query to read.
    ///   - also: parameters to allow beside those of a filter.
    /// - Throws: an error that names the wrong parameter.
    init(_ request: HTTPRequest, also: [String] = []) throws(ControlError) {
        query = try ControlQuery(request, allowed: Self.parameters.map(\.name) + also)
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

    /// The answer of a wait that found nothing, with the entries that match nearly.
    func timeoutJSON(_ journal: Journal) -> JSON {
        var members: JSONObject = ["error": "timeout"]
        let nearest = filter.nearest(in: journal)
        if !nearest.isEmpty { members["nearest"] = .array(nearest.map { $0.json(showsSecrets: showsSecrets) }) }
        return .object(members)
    }

    func json(_ entries: [JournalEntry]) -> JSON {
        ["requests": .array(entries.map { $0.json(showsSecrets: showsSecrets) })]
    }
}
