import MockOktaControl

/// The conditions on recorded requests; all that are given must hold.
public struct RequestFilter: Hashable, Sendable, CustomStringConvertible {
    /// A path, or a prefix that ends in `*`; for an isolated org without `/t/name`.
    public var path: String?
    /// Such as `POST`.
    public var method: String?
    /// The client, as named by the request or its token.
    public var clientID: String?
    /// The authorization server by its path segment.
    public var server: String?
    /// The `grant_type`.
    public var grantType: String?
    /// The user's login.
    public var user: String?
    /// The status of the answer.
    public var status: Int?
    /// The `error` of the answer, or its `errorCode`.
    public var error: String?
    /// Only requests after the one with this ``RecordedRequest/id``.
    public var after: Int?
    /// At most this many, the oldest first.
    public var limit: Int?

    /// Makes conditions; without arguments every request matches.
    public init(
        path: String? = nil,
        method: String? = nil,
        clientID: String? = nil,
        server: String? = nil,
        grantType: String? = nil,
        user: String? = nil,
        status: Int? = nil,
        error: String? = nil,
        after: Int? = nil,
        limit: Int? = nil
    ) {
        self.path = path
        self.method = method
        self.clientID = clientID
        self.server = server
        self.grantType = grantType
        self.user = user
        self.status = status
        self.error = error
        self.after = after
        self.limit = limit
    }

    /// The conditions as a query of the control API: `path=/oauth2/*&status=401`.
    public var description: String {
        let conditions: [(String, (any CustomStringConvertible)?)] = [
            ("path", path), ("method", method), ("client_id", clientID), ("server", server),
            ("grant_type", grantType), ("user", user), ("status", status), ("error", error), ("after", after),
            ("limit", limit),
        ]
        let words = conditions.compactMap { name, value in value.map { "\(name)=\($0)" } }
        return words.isEmpty ? "any" : words.joined(separator: "&")
    }

    var journalFilter: JournalFilter {
        var filter = JournalFilter()
        filter.path = path
        filter.method = method
        filter.clientID = clientID
        filter.server = server
        filter.grantType = grantType
        filter.user = user
        filter.status = status
        filter.error = error
        filter.after = after ?? 0
        filter.limit = limit
        return filter
    }
}
