/// An authorization that its user decides on elsewhere while the client polls `/token`.
///
/// Device flow (RFC 8628) and backchannel authentication (OpenID Connect CIBA, poll mode) differ in how the user is
/// found; what a poll is answered is the same.
package struct DecoupledAuthorization: Hashable, Sendable {
    package enum Flow: Hashable, Sendable {
        /// The user types a code in.
        case device(userCode: String)
        /// The client has named the user; `id` is its `auth_req_id`, by which the control API finds it.
        case backchannel(id: String, userID: UserID, bindingMessage: String?)
    }

    package enum Decision: Hashable, Sendable {
        case pending
        case denied
        case approved(UserID, Authentication)
        /// Tokens have been issued.
        case redeemed
    }

    /// What a poll finds.
    package enum Poll: Hashable, Sendable {
        case pending, tooFast, denied, expired, redeemed
        case approved(UserID, Authentication)
    }

    package let flow: Flow
    package let clientID: String
    package let serverID: AuthorizationServerID
    package let scopes: [String]
    /// The client named no scope: a rule may grant some of the server's default scopes only.
    package let areDefaultScopes: Bool
    package let created: Instant
    package let expires: Instant
    package var decision = Decision.pending
    private var lastPoll: Instant?

    /// How long clients wait between polls (RFC 8628 §3.2; Okta says 5 seconds).
    package static let interval: TimeSpan = .seconds(5)

    package init(
        _ flow: Flow,
        clientID: String,
        serverID: AuthorizationServerID,
        scopes: [String],
        areDefaultScopes: Bool = false,
        created: Instant,
        lifetime: TimeSpan
    ) {
        self.flow = flow
        self.clientID = clientID
        self.serverID = serverID
        self.scopes = scopes
        self.areDefaultScopes = areDefaultScopes
        self.created = created
        expires = created + lifetime
    }

    /// Whether a user can still decide.
    package func isPending(at now: Instant) -> Bool { decision == .pending && now < expires }

    /// Answers a poll and remembers when it came: pending ones may not follow one another too closely.
    ///
    /// - Parameter now: the instant of the poll.
    /// - Returns: what was found; an approval stays until `redeem` takes it.
    package mutating func poll(at now: Instant) -> Poll {
        defer { lastPoll = now }
        switch decision {
        case .redeemed: return .redeemed
        case _ where now >= expires: return .expired
        case .denied: return .denied
        case .approved(let user, let authentication): return .approved(user, authentication)
        case .pending:
            guard let lastPoll, now < lastPoll + Self.interval else { return .pending }
            return .tooFast
        }
    }

    /// Uses the approval up, so that of many polls at once one gets tokens.
    ///
    /// - Parameter now: the instant of the poll.
    /// - Returns: whether this poll is the one.
    package mutating func redeem(at now: Instant) -> Bool {
        guard case .approved = decision, now < expires else { return false }
        decision = .redeemed
        return true
    }

    /// How long the record is kept: some time longer than it is good, so that a late poll hears that it expired.
    package var retention: Instant { expires + .minutes(10) }
}
