import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// A request for a refresh token.
///
/// It makes the grant of a sign-in that happens now.
struct RefreshTokenRequest {
    /// The defects that an opaque token can have.
    private enum Defect: String, CaseIterable {
        /// It expired an hour ago.
        case expired
        /// Its generation differs from the one its MAC covers.
        case tamperedPayload = "tampered_payload"
        case tamperedSignature = "tampered_signature"
    }

    private let request: TokenRequest

    init(_ request: TokenRequest) {
        self.request = request
    }

    func mint(_ random: inout SeededRandom) throws(ControlError) -> ControlToken {
        let body = request.body
        for name in ["nonce", "claims", "without", "header"] where body[name] != nil {
            let possible = TokenRequest.members.filter { !["nonce", "claims", "without", "header"].contains($0) }
            throw body.error(.badValue, name, "has no effect on a refresh token, which is opaque", allowed: possible)
        }
        let defect = try defect()
        let plan = try request.plan()
        guard let user = plan.user else { throw body.error(.missingField, "user", "is required for a refresh token") }
        let now = request.snapshot.now
        let (lifetimes, begun) = try lifetimes(plan, defect)
        // A creation time for which the token expired an hour ago, which exceeds any leeway.
        let age: TimeSpan = defect == .expired ? .minutes(Int64(lifetimes.longest) + 60) : .seconds(0)
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
        // Keeps an expired grant as long, so that the refusal of its token can state the reason.
        let expires = grant.retention(at: now)
        try ControlError.translating { () throws(Refusal) in
            try request.snapshot.state.grants.insert(grant, for: id.key, expires: expires, at: now)
        }
        let token = GrantToken(id, generation: 1).encoded(.refresh, sealedBy: request.snapshot.secret)
        return ControlToken(text: Self.tamper(token, defect), id: id.refreshTokenID)
    }

    private func defect() throws(ControlError) -> Defect? {
        guard let word = try request.body.word("broken", of: TokenDefect.self)?.rawValue else { return nil }
        guard let defect = Defect(rawValue: word) else {
            let possible = Defect.allCases.map(\.rawValue)
            throw request.body.error(.badValue, "broken", "cannot be \(word) in a refresh token", allowed: possible)
        }
        return defect
    }

    /// The lifetime `ttl`; without it, the lifetimes of the rule by which the server's policies allow a refresh.
    ///
    /// Policies count lifetimes in whole minutes; `begun` moves the start back by the rest of the last minute.
    private func lifetimes(
        _ plan: TokenPlan,
        _ defect: Defect?
    ) throws(ControlError) -> (TokenLifetimes, begun: TimeSpan) {
        guard let span = try request.lifetime() else {
            let question = PolicyEvaluation.Question(
                client: plan.client,
                user: plan.user,
                grantTypes: [plan.grantType],
                scopes: plan.scopes
            )
            let organization = request.snapshot.organization
            let lifetimes = TokenLifetimes.ofRule(matching: question, server: plan.server, organization: organization)
            // A token without any limit cannot have expired.
            return (lifetimes.longest == 0 && defect == .expired ? .standard : lifetimes, .seconds(0))
        }
        let minutes = Int32(clamping: (span.microseconds - 1) / 60_000_000 + 1)
        let lifetimes = TokenLifetimes(accessMinutes: 60, refreshMinutes: minutes, windowMinutes: 0)
        guard minutes < .max else { return (lifetimes, .seconds(0)) }
        return (lifetimes, TimeSpan(microseconds: TimeSpan.minutes(Int64(minutes)).microseconds - span.microseconds))
    }

    private static func tamper(_ token: String, _ defect: Defect?) -> String {
        guard defect == .tamperedPayload || defect == .tamperedSignature, var bytes = Base64URL.decode(token) else {
            return token
        }
        bytes[defect == .tamperedPayload ? 15 : 31] ^= 1
        return Base64URL.encode(bytes)
    }
}

extension TokenLifetimes {
    /// The lifetime or idle window, whichever is set, in minutes.
    fileprivate var longest: Int32 { max(refreshMinutes, windowMinutes) }
}
