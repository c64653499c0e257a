import MockOktaCrypto
import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// Applies inputs to sign-ins, and makes the changes that follow.
///
/// An input is applied in one atomic step. Where it changes a user, nothing leads on from the sign-in until that is
/// done: a client whose change fails, or was too late, goes no further.
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
        // Nobody can lead on from it before it is answered.
        if outcome.refusal == nil, outcome.transaction.step != .done { try store(outcome, key, lifetime, context) }
        try perform(outcome, after: transaction, key, &context)
        return (key, outcome)
    }

    /// Applies an input to a stored sign-in, so that only one request ends it: one that has ended is removed, or kept
    /// for `/login/token/redirect`, where nothing leads on from it.
    ///
    /// - Returns: nil where the sign-in is not there any more.
    static func apply(
        _ input: SignInInput,
        _ key: RecordKey,
        _ context: inout RequestContext
    ) throws(Refusal) -> SignInOutcome? {
        let input = try counting(input, key, context.snapshot)
        let machine = machine(&context)
        let end = context.snapshot.now + redirectLifetime
        var (before, marked): (SignInTransaction?, SignInTransaction?)
        let outcome = try context.snapshot.state.signIns.update(key, at: context.snapshot.now) {
            entry -> SignInOutcome? in
            guard let transaction = entry?.record else { return nil }
            let outcome = machine.apply(input, to: transaction)
            before = transaction
            if outcome.changesUser {
                entry?.record.step = .refused
                marked = entry?.record
            } else {
                write(outcome, after: transaction, to: &entry, endingAt: end)
            }
            return outcome
        }
        guard let outcome, let before else { return nil }
        if outcome.refusal == nil, case .answer = input { try RecoveryAnswers.reset(before, context.snapshot) }
        try perform(outcome, after: before, key, &context)
        if outcome.changesUser {
            try context.snapshot.state.signIns.update(key, at: context.snapshot.now) { entry in
                // Another request may have cancelled it meanwhile.
                guard entry?.record == marked else { return }
                write(outcome, after: before, to: &entry, endingAt: end)
            }
        }
        return outcome
    }

    private static func write(
        _ outcome: SignInOutcome,
        after before: SignInTransaction,
        to entry: inout Expiring<SignInTransaction>?,
        endingAt end: Instant
    ) {
        entry?.record = outcome.transaction
        guard outcome.transaction.step == .done, before.step != .done else { return }
        if outcome.transaction.canRedirect { entry?.expires = end } else { entry = nil }
    }

    /// How long a sign-in of `/idp/idx` that has ended can be exchanged for a session (its `expiresAt`, as recorded).
    private static let redirectLifetime: TimeSpan = .minutes(5)

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
        try context.snapshot.state.keep(outcome.transaction, for: key, expires: now + lifetime, at: now)
    }

    /// What a user may answer across all sign-ins: a right code of an authenticator app is used up here (RFC 6238
    /// §5.2), and answers of recoveries are counted.
    private static func counting(
        _ input: SignInInput,
        _ key: RecordKey,
        _ snapshot: OrgSnapshot
    ) throws(Refusal) -> SignInInput {
        guard case .answer(let code) = input,
            let transaction = try snapshot.state.signIns.record(key, at: snapshot.now),
            let challenge = transaction.challenge
        else { return input }
        if !challenge.isVoid, try !RecoveryAnswers.take(transaction, snapshot) { return .excessAnswer }
        guard case .challenge = transaction.step else { return input }
        return try TOTP.use(code, of: challenge, snapshot) ? input : .usedCode
    }

    private static func perform(
        _ outcome: SignInOutcome,
        after before: SignInTransaction,
        _ key: RecordKey,
        _ context: inout RequestContext
    ) throws(Refusal) {
        let user = outcome.transaction.userID.flatMap(context.organization.user)
        if let user { context.record.user = user.login }
        let firstEvent = context.record.events.count
        if let refusal = outcome.refusal { context.record.why = refusal.why }
        try SignInChanges.make(outcome, after: before, &context)
        for effect in outcome.effects {
            switch effect {
            case .send(var message):
                message.link = link(of: message, outcome.transaction, key, context.snapshot)
                try context.snapshot.outbox.append(message, at: context.snapshot.now)
            case .countFailure(let user): try PasswordAttempts.failed(user, &context)
            case .createUser:
                guard let user = outcome.transaction.userID.flatMap(context.organization.user) else { break }
                context.record.user = user.login
                note("user.lifecycle.create", user, &context)
            case .activate(let user):
                if let user = context.organization.user(user) { note("user.lifecycle.activate", user, &context) }
            case .setPassword, .unlock, .addFactor: break
            }
        }
        if let user {
            let events = SignInEvents.of(outcome, after: before.proved.count, user)
            context.record.events.insert(contentsOf: events, at: firstEvent)
        }
        guard outcome.transaction.step == .done, outcome.refusal == nil, let user = outcome.transaction.userID else {
            return
        }
        try PasswordAttempts.succeeded(user, context)
        if let user = context.organization.user(user) { context.record.noteSignIn(user) }
    }

    private static func note(_ event: String, _ user: User, _ context: inout RequestContext) {
        let party = LogEvent.Party(user)
        context.record.events.append(LogEvent(event, actor: party, targets: [party]))
    }

    /// Emails hold a link beside the code: of recovery through `/api/v1/authn`, to the page for the new password; of
    /// the pages and of `/idp/idx`, to one that proves the address (Okta, "Email Magic Links").
    private static func link(
        of message: OutboxMessage,
        _ transaction: SignInTransaction,
        _ key: RecordKey,
        _ snapshot: OrgSnapshot
    ) -> String? {
        guard message.kind == .email else { return nil }
        switch transaction.request {
        case .classic where transaction.purpose == .recovery:
            return snapshot.urls.front + RecoveryPage.path(SignInToken.recovery.text(key, transaction, snapshot))
        case .classic where transaction.purpose == .unlock:
            return snapshot.urls.front + RecoveryPage.unlockPath(SignInToken.recovery.text(key, transaction, snapshot))
        case .page, .interaction, .hosted:
            return snapshot.urls.front + EmailLinkEndpoint.path(SignInToken.link.text(key, transaction, snapshot))
        case .classic, .factorsAPI, .direct: return nil
        }
    }
}

extension SignInTransaction {
    /// Whether `/login/token/redirect` can go on with the sign-in once it is done.
    fileprivate var canRedirect: Bool {
        switch request {
        case .interaction, .hosted: true
        case .classic, .page, .factorsAPI, .direct: false
        }
    }
}
