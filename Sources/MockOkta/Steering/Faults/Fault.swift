import MockOktaFormats

/// Something that goes wrong on purpose: what, on which requests, and how often.
///
/// ```swift
/// let limit = try okta.inject(Fault(.rateLimit, when: .init(path: "/oauth2/default/v1/token"), times: 2))
/// ```
public struct Fault: Hashable, Sendable {
    /// What happens to a request.
    public var effect: Effect
    /// The requests it is about.
    public var match: Match
    /// How many requests it acts on before it is over; nil means without end.
    public var times: Int?
    /// How many matching requests pass unharmed first.
    public var after: Int
    /// Of the matching requests behind those, it acts on every so many: 1 on each, 3 on the third, sixth and so on.
    public var every: Int
    /// How likely it is to act, from 0 to 1, drawn under the server's seed; nil means always.
    public var probability: Double?

    /// A fault that differs from one on every request, without end, in what is named.
    public init(
        _ effect: Effect,
        when match: Match = Match(),
        times: Int? = nil,
        after: Int = 0,
        every: Int = 1,
        probability: Double? = nil
    ) {
        self.effect = effect
        self.match = match
        self.times = times
        self.after = after
        self.every = every
        self.probability = probability
    }

    /// As the control API words it.
    var order: JSONObject {
        var order: JSONObject = ["match": .object(match.members), "effect": .object(effect.members)]
        order["times"] = times.map { .integer($0) }
        order["after"] = .integer(after)
        order["every"] = .integer(every)
        order["probability"] = probability.map { .double($0) }
        return order
    }
}

extension Fault {
    /// Which requests a fault is about: every condition that is given must hold.
    public struct Match: Hashable, Sendable {
        /// Such as `POST`.
        public var method: String?
        /// A path, or the beginning of one where it ends in `*`; of an org beside the main one without its `/t/name`.
        public var path: String?
        /// An authorization server by the word in its URL or its id.
        public var server: String?
        /// By parameter, HTTP Basic, assertion, or as whose token it is.
        public var clientID: String?
        /// The `grant_type` of a token request.
        public var grantType: String?
        /// Scopes, with spaces between; the request must be about all of them.
        public var scope: String?
        /// A login or an id; a code, a token or a session cookie tells whose request it is.
        public var user: String?

        /// The requests for which what is named holds; every request where nothing is.
        public init(
            method: String? = nil,
            path: String? = nil,
            server: String? = nil,
            clientID: String? = nil,
            grantType: String? = nil,
            scope: String? = nil,
            user: String? = nil
        ) {
            self.method = method
            self.path = path
            self.server = server
            self.clientID = clientID
            self.grantType = grantType
            self.scope = scope
            self.user = user
        }

        var members: JSONObject {
            let conditions = [
                ("method", method), ("path", path), ("server", server), ("client_id", clientID),
                ("grant_type", grantType), ("scope", scope), ("user", user),
            ]
            return JSONObject(conditions.compactMap { name, value in value.map { (name, .string($0)) } })
        }
    }
}
