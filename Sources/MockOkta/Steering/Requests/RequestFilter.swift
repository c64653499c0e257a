import MockOktaControl

/// Which requests a test is interested in: every condition that is given must hold.
public struct RequestFilter: Hashable, Sendable, CustomStringConvertible {
    /// A path, or the beginning of one where it ends in `*`; of an org beside the main one without its `/t/name`.
    public var path: String?
    /// Such as `POST`.
    public var method: String?
    /// The client, as the request or its token tells.
    public var clientID: String?
    /// The authorization server by the word in its URL.
    public var server: String?
    /// The `grant_type`.
    public var grantType: String?
    /// The user's login.
    public var user: String?
    /// The status of the answer.
    public var status: Int?
    /// The `error` of the answer, or its `errorCode`.
    public var error: String?
    /// Only requests that came after the one of this ``RecordedRequest/id``.
    public var after: Int?
    /// So many at most, the oldest.
    public var limit: Int?

    /// The requests for which what is named holds; every request where nothing is.
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
