import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// An order for a refresh token and the grant behind it, as if the user had just signed in.
struct RefreshTokenOrder {
    /// Ways in which an opaque token can be wrong.
    private enum Defect: String, CaseIterable {
        /// Its time was over an hour ago.
        case expired
        /// Names another generation than it is sealed for.
        case tamperedPayload = "tampered_payload"
        case tamperedSignature = "tampered_signature"
    }

    private let order: TokenOrder

    init(_ order: TokenOrder) {
        self.order = order
    }

    func mint(_ random: inout SeededRandom) throws(ControlError) -> TokenAnswer {
        let body = order.body
        for name in ["nonce", "claims", "without", "header"] where body[name] != nil {
            let possible = TokenOrder.members.filter { !["nonce", "claims", "without", "header"].contains($0) }
            throw body.error(.badValue, name, "says nothing about a refresh token, which is opaque", allowed: possible)
        }
        let flaw = try flaw()
        let plan = try order.plan()
        guard let user = plan.user else { throw body.error(.missingField, "user", "is required for a refresh token") }
        let now = order.snapshot.now
        let (lifetimes, begun) = try lifetimes()
        // As old as it takes for its time to have been over for an hour, more than any leeway.
        let age: TimeSpan = flaw == .expired ? .minutes(Int64(lifetimes.longest) + 60) : .seconds(0)
        let created = now + TimeSpan(microseconds: -age.microseconds - begun.microseconds)
        var grant = Grant(
            clientID: plan.client.clientID,
            userID: user.id,
            serverID: plan.server.id,
            scopes: plan.scopes,
            grantType: .authorizationCode,
            authentication: Authentication(time: created),
            lifetimes: lifetimes,
            created: created
        )
        grant.refresh = RefreshChain(created: created)
        let id = GrantID(drawnFrom: &random)
        // An expired one is remembered as long, so that its refusal can say what it was.
        let expires = max(grant.refreshDeadline ?? now, now + grant.lifetimes.access)
        order.snapshot.state.grants.insert(grant, for: id.key, expires: expires, at: now)
        let token = GrantToken(id, generation: 1).encoded(.refresh, sealedBy: order.snapshot.secret)
        return TokenAnswer(text: Self.tamper(token, flaw), id: id.refreshTokenID)
    }

    private func flaw() throws(ControlError) -> Defect? {
        guard let word = try order.body.word("broken", of: TokenDefect.self)?.rawValue else { return nil }
        guard let flaw = Defect(rawValue: word) else {
            let possible = Defect.allCases.map(\.rawValue)
            throw order.body.error(.badValue, "broken", "cannot be \(word) in a refresh token", allowed: possible)
        }
        return flaw
    }

    /// What `ttl` says; without it, the idle window that Okta gives a rule that says nothing.
    ///
    /// Policies count lifetimes in whole minutes, so a token that lives for less than the last of them has `begun` that
    /// much earlier.
    private func lifetimes() throws(ControlError) -> (TokenLifetimes, begun: TimeSpan) {
        guard let span = try order.lifetime() else { return (.standard, .seconds(0)) }
        let minutes = Int32(clamping: (span.microseconds - 1) / 60_000_000 + 1)
        let lifetimes = TokenLifetimes(accessMinutes: 60, refreshMinutes: minutes, windowMinutes: 0)
        guard minutes < .max else { return (lifetimes, .seconds(0)) }
        return (lifetimes, TimeSpan(microseconds: TimeSpan.minutes(Int64(minutes)).microseconds - span.microseconds))
    }

    private static func tamper(_ token: String, _ flaw: Defect?) -> String {
        guard flaw == .tamperedPayload || flaw == .tamperedSignature, var bytes = Base64URL.decode(token) else {
            return token
        }
        bytes[flaw == .tamperedPayload ? 15 : 31] ^= 1
        return Base64URL.encode(bytes)
    }
}

extension TokenLifetimes {
    /// The deadline that is set, in minutes.
    fileprivate var longest: Int32 { max(refreshMinutes, windowMinutes) }
}
