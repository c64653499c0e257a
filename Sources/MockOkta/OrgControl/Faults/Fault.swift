import MockOktaFormats

/// A deliberate failure: its effect, the requests it matches, and how often it acts.
///
/// ```swift
/// let limit = try okta.inject(Fault(.rateLimit, when: .init(path: "/oauth2/default/v1/token"), times: 2))
/// ```
public struct Fault: Hashable, Sendable {
    /// The effect on a request.
    public var effect: Effect
    /// The requests it matches.
    public var match: Match
    /// The number of requests it acts on; nil means no limit.
    public var times: Int?
    /// The number of matching requests to skip first.
    public var after: Int
    /// It acts on every n-th of the further matching requests: 1 on each, 3 on the third, sixth and so on.
    public var every: Int
    /// The probability that it acts, from 0 to 1, drawn under the server's seed; nil means always.
    public var probability: Double?

    /// Makes a fault; by default it acts on every request, without a limit.
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

    /// The fault as the body of a request to `/_mock/faults`.
    var controlRequest: JSONObject {
        var request: JSONObject = ["match": .object(match.members), "effect": .object(effect.members)]
        request["times"] = times.map { .integer($0) }
        request["after"] = .integer(after)
        request["every"] = .integer(every)
        request["probability"] = probability.map { .double($0) }
        return request
    }
}

extension Fault {
    /// The conditions on a request; all that are given must hold.
    public struct Match: Hashable, Sendable {
        /// Such as `POST`.
        public var method: String?
        /// A path, or a prefix that ends in `*`; for an isolated org without `/t/name`.
        public var path: String?
        /// An authorization server by its path segment or its id.
        public var server: String?
        /// The client, as named by a parameter, HTTP Basic, an assertion or a token.
        public var clientID: String?
        /// The `grant_type` of a token request.
        public var grantType: String?
        /// Scopes separated by spaces; the request must have all of them.
        public var scope: String?
        /// A login or an id, as named by a parameter, a code, a token or a session cookie.
        public var user: String?

        /// Makes conditions; without arguments every request matches.
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
