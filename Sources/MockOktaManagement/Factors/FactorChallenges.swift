import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// The challenges that clients of the Factors API have begun, at most one for each factor.
struct FactorChallenges {
    private let factor: Factor
    private let user: User
    private let machine: SignInMachine
    private let snapshot: OrgSnapshot

    init(_ factor: Factor, of user: User, _ call: inout APICall) {
        self.factor = factor
        self.user = user
        snapshot = call.context.snapshot
        let draw = SignInDraw(&call.context.random, call.context.settings)
        machine = SignInMachine(call.organization, at: snapshot.now, draw)
    }

    private var key: RecordKey { RecordKey(SHA256.digest(Array("factor\u{0}\(factor.id)".utf8))) }

    /// The challenge that waits for an answer; nil for none.
    func present() throws(Refusal) -> FactorChallenge? {
        guard case .challenge(let challenge)? = try snapshot.state.signIns.record(key, at: snapshot.now)?.step else {
            return nil
        }
        return challenge
    }

    /// Begins a challenge in place of an earlier one, and sends its message.
    @discardableResult
    func begin() throws(Refusal) -> FactorChallenge {
        let (challenge, effects) = machine.challenge(factor, user, .signIn)
        var transaction = SignInTransaction(.signIn, .challenge(challenge), .factorsAPI, created: snapshot.now)
        transaction.userID = user.id
        try snapshot.state.signIns.insert(
            transaction,
            for: key,
            expires: snapshot.now + FactorChallenge.lifetime,
            at: snapshot.now
        )
        for case .send(let message) in effects { try snapshot.outbox.append(message, at: snapshot.now) }
        return challenge
    }

    func end() throws(Refusal) { try snapshot.state.signIns.remove(key, at: snapshot.now) }

    /// Refuses a wrong answer, and ends the challenge with the right one.
    func answer(_ text: String) throws(Refusal) {
        if try present() == nil, !factor.kind.isSent { try begin() }
        guard let challenge = try present() else {
            throw SignInRefusal.wrongAnswer.answer()
        }
        guard try TOTP.use(text, of: challenge, snapshot) else { throw SignInRefusal.usedCode.answer() }
        let refusal = try snapshot.state.signIns.update(key, at: snapshot.now) { [machine] entry -> SignInRefusal? in
            guard case .challenge(var challenge)? = entry?.record.step else { return .wrongAnswer }
            let refusal = machine.judge(text, &challenge)
            entry?.record.step = .challenge(challenge)
            if refusal == nil { entry = nil }
            return refusal
        }
        if let refusal { throw refusal.answer() }
    }
}
