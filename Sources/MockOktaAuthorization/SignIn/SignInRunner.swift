import MockOktaCrypto
import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// Applies inputs to sign-ins, each in one atomic step, and makes the changes that follow.
enum SignInRunner {
    /// Applies the first input to a new sign-in, which is stored where it asks for more.
    ///
    /// - Parameters:
    ///   - transaction: the sign-in.
    ///   - input: what the client sent along with it.
    ///   - lifetime: how long the sign-in may take.
    ///   - context: notes why an input is refused.
    /// - Returns: the key and what the input led to.
    /// - Throws: `Refusal` where a store fails.
    static func begin(
        _ transaction: SignInTransaction,
        _ input: SignInInput,
        lifetime: TimeSpan,
        _ context: inout RequestContext
    ) throws(Refusal) -> (RecordKey, SignInOutcome) {
        let key = RecordKey(context.random.bytes(16))
        let outcome = machine(&context).apply(input, to: transaction)
        if outcome.refusal == nil, outcome.transaction.step != .done { try store(outcome, key, lifetime, context) }
        try perform(outcome, key, &context)
        return (key, outcome)
    }

    /// Applies an input to a stored sign-in; one that has ended is removed, so that only one request ends it.
    ///
    /// - Returns: nil where the sign-in is not there any more.
    static func apply(
        _ input: SignInInput,
        _ key: RecordKey,
        _ context: inout RequestContext
    ) throws(Refusal) -> SignInOutcome? {
        let input = try spendingCode(input, key, context.snapshot)
        let machine = machine(&context)
        let outcome = try context.snapshot.state.signIns.update(key, at: context.snapshot.now) {
            entry -> SignInOutcome? in
            guard let transaction = entry?.record else { return nil }
            let outcome = machine.apply(input, to: transaction)
            entry?.record = outcome.transaction
            if outcome.transaction.step == .done { entry = nil }
            return outcome
        }
        guard let outcome else { return nil }
        try perform(outcome, key, &context)
        return outcome
    }

    static func machine(_ context: inout RequestContext) -> SignInMachine {
        let draw = SignInDraw(&context.random, context.settings)
        return SignInMachine(context.organization, at: context.snapshot.now, draw)
    }

    private static func store(
        _ outcome: SignInOutcome,
        _ key: RecordKey,
        _ lifetime: TimeSpan,
        _ context: RequestContext
    ) throws(Refusal) {
        let now = context.snapshot.now
        try context.snapshot.state.signIns.insert(outcome.transaction, for: key, expires: now + lifetime, at: now)
    }

    /// A right code of an authenticator app is used up here, across all sign-ins of its user (RFC 6238 §5.2).
    private static func spendingCode(
        _ input: SignInInput,
        _ key: RecordKey,
        _ snapshot: OrgSnapshot
    ) throws(Refusal) -> SignInInput {
        guard case .answer(let code) = input,
            let transaction = try snapshot.state.signIns.record(key, at: snapshot.now),
            case .challenge(let challenge) = transaction.step
        else { return input }
        return try TOTP.use(code, of: challenge, snapshot) ? input : .usedCode
    }

    private static func perform(
        _ outcome: SignInOutcome,
        _ key: RecordKey,
        _ context: inout RequestContext
    ) throws(Refusal) {
        let now = context.snapshot.now
        if let user = outcome.transaction.userID.flatMap(context.organization.user) { context.record.user = user.login }
        if let refusal = outcome.refusal { context.record.why = refusal.why }
        for effect in outcome.effects {
            switch effect {
            case .send(var message):
                message.link = link(of: message, outcome.transaction, key, context.snapshot)
                try context.snapshot.outbox.append(message, at: now)
            case .countFailure(let user): try PasswordAttempts.failed(user, &context)
            case .setPassword(let user, let password):
                try PasswordAttempts.change(user, context) { $0.changing(password: password, at: now) }
            case .unlock(let user): try PasswordAttempts.change(user, context) { $0.changing(to: .active, at: now) }
            case .addFactor(let user, let factor):
                try PasswordAttempts.change(user, context) { $0.adding(factor: factor) }
            }
        }
        guard outcome.transaction.step == .done, let user = outcome.transaction.userID else { return }
        try PasswordAttempts.succeeded(user, context)
        if let user = context.organization.user(user) { context.record.noteSignIn(user) }
    }

    /// Emails for recovery through `/api/v1/authn` hold a link instead of a form for the code.
    private static func link(
        of message: OutboxMessage,
        _ transaction: SignInTransaction,
        _ key: RecordKey,
        _ snapshot: OrgSnapshot
    ) -> String? {
        guard message.kind == .email, transaction.purpose != .signIn, case .classic = transaction.request else {
            return nil
        }
        let page = transaction.purpose == .recovery ? "/signin/reset-password/" : "/signin/unlock/"
        return snapshot.urls.front + page + SignInToken.recovery.text(key, transaction, snapshot)
    }
}
