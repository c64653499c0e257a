import MockOktaFormats

/// An authorization that the user approves or denies outside the client while the client polls `/token`.
///
/// Device flow (RFC 8628) and backchannel authentication (OpenID Connect CIBA, poll mode) differ in how the user is
/// identified; the answers to polls are the same.
package struct DecoupledAuthorization: Hashable, Sendable {
    package enum Flow: Hashable, Sendable {
        /// The user enters a code.
        case device(userCode: String)
        /// The client has identified the user; `id` is the `auth_req_id`, by which the control API finds the
        /// authorization.
        case backchannel(id: String, userID: UserID, bindingMessage: String?)
    }

    package enum Decision: Hashable, Sendable {
        case pending
        case denied
        case approved(UserID, Authentication)
        /// Tokens have been issued.
        case redeemed
    }

    /// The result of a poll.
    package enum Poll: Hashable, Sendable {
        case pending, tooFast, denied, expired, redeemed
        case approved(UserID, Authentication)
    }

    package let flow: Flow
    package let clientID: String
    package let serverID: AuthorizationServerID
    package let scopes: [String]
    /// The client requested no scope: a rule may grant only some of the server's default scopes.
    package let areDefaultScopes: Bool
    package let created: Instant
    package let expires: Instant
    package var decision = Decision.pending
    var lastPoll: Instant?

    /// The interval between polls (RFC 8628 §3.2; Okta says 5 seconds).
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

    /// The user whom the client named, or who has approved.
    package var userID: UserID? {
        if case .approved(let user, _) = decision { return user }
        if case .backchannel(_, let user, _) = flow { return user }
        return nil
    }

    /// Whether a user can still approve or deny.
    package func isPending(at now: Instant) -> Bool { decision == .pending && now < expires }

    /// Answers a poll and records its time, because polls while pending must not follow one another too closely.
    ///
    /// - Parameter now: the instant of the poll.
    /// - Returns: the result; an approval remains until `redeem` uses it.
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

    /// Uses the approval, so that only one of several concurrent polls gets tokens.
    ///
    /// - Parameter now: the instant of the poll.
    /// - Returns: whether this poll gets the tokens.
    package mutating func redeem(at now: Instant) -> Bool {
        guard case .approved = decision, now < expires else { return false }
        decision = .redeemed
        return true
    }

    /// How long the record is kept: longer than it is valid, so that a late poll is answered that it has expired.
    package var retention: Instant { expires + .minutes(10) }
}
