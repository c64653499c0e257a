import MockOktaFormats
package import MockOktaModel

/// The rules of signing in: from a step and an input to the next step.
///
/// A pure function of its members, without HTTP and stores; the pages, `/api/v1/authn` and the Identity Engine's API
/// render its steps.
package struct SignInMachine: Sendable {
    let organization: Organization
    let now: Instant
    let draw: SignInDraw

    package init(_ organization: Organization, at now: Instant, _ draw: SignInDraw) {
        self.organization = organization
        self.now = now
        self.draw = draw
    }

    /// The next step for an input; an input that the step does not ask for is refused and changes nothing.
    package func apply(_ input: SignInInput, to transaction: SignInTransaction) -> SignInOutcome {
        switch (input, transaction.step) {
        case (.cancel, _): cancel(transaction)
        case (.identify(let user), .identify): identify(user, transaction)
        case (.password(let verdict), .identify), (.password(let verdict), .password): check(verdict, transaction)
        case (.recover, .identify), (.recover, .password): begin(.recovery, transaction)
        case (.unlock, .identify): begin(.unlock, transaction)
        case (.choose(let id), .chooseFactor), (.choose(let id), .challenge): choose(id, transaction)
        case (.resend, .challenge(let challenge)):
            challenge.factor.kind.isSent
                ? send(challenge.factor, transaction) : SignInOutcome(transaction, refusal: .notOffered)
        case (.resend, .enrollment(let enrollment)): resend(enrollment, transaction)
        case (.answer(let text), .challenge(let challenge)): answer(text, challenge, transaction)
        case (.answer(let text), .enrollment(let enrollment)): activate(text, enrollment, transaction)
        case (.usedCode, .challenge): SignInOutcome(transaction, refusal: .usedCode)
        case (.decide(let isApproved), .challenge(let challenge)): decide(isApproved, challenge, transaction)
        case (.poll, .challenge(let challenge)): poll(challenge, transaction)
        case (.enroll(let draft), .chooseEnrollment), (.enroll(let draft), .enrollment): enroll(draft, transaction)
        case (.newPassword(let text, let isReused), .newPassword): renew(text, isReused, transaction)
        case (.previous, .challenge): moved(transaction, to: .chooseFactor)
        case (.previous, .enrollment): moved(transaction, to: .chooseEnrollment)
        default: SignInOutcome(transaction, refusal: .notOffered)
        }
    }

    func moved(
        _ transaction: SignInTransaction,
        to step: SignInTransaction.Step,
        _ effects: [SignInEffect] = []
    ) -> SignInOutcome {
        var transaction = transaction
        transaction.step = step
        return SignInOutcome(transaction, effects)
    }

    func user(of transaction: SignInTransaction) -> User? { transaction.userID.flatMap(organization.user) }

    /// The step after a proof: what is still missing, or the end.
    func advance(_ transaction: SignInTransaction, _ effects: [SignInEffect] = []) -> SignInOutcome {
        guard let user = user(of: transaction) else { return moved(transaction, to: .refused, effects) }
        let policy = SignInPolicy(organization, for: user, at: transaction.clientID)
        if let rule = policy.denial, transaction.purpose == .signIn {
            var outcome = moved(transaction, to: .refused, effects)
            outcome.refusal = .denied(by: rule)
            return outcome
        }
        switch transaction.purpose {
        case .recovery where transaction.password == .unproved:
            return moved(transaction, to: .newPassword, effects)
        case .unlock:
            return moved(transaction, to: .unlocked, effects + [.unlock(user.id)])
        case .signIn where isExpired(user) && transaction.password == .proved:
            return moved(transaction, to: .newPassword, effects)
        case .signIn, .recovery:
            return moved(transaction, to: next(transaction, user, policy), effects)
        }
    }

    private func isExpired(_ user: User) -> Bool { PasswordPolicy(organization, for: user).isExpired(user, at: now) }

    /// What is missing once the password is proved.
    private func next(
        _ transaction: SignInTransaction,
        _ user: User,
        _ policy: SignInPolicy
    ) -> SignInTransaction.Step {
        let demand = transaction.needsSecondFactor ? .required : policy.secondFactor
        let hasFactor = !transaction.proved.isEmpty
        if demand == .required, !hasFactor || transaction.password == .unproved, transaction.proved.count < 2 {
            let isMissing = usable(user).allSatisfy { transaction.proved.contains($0.kind) }
            return isMissing ? .chooseEnrollment : .chooseFactor
        }
        if demand == .enrolled, !hasFactor, !usable(user).isEmpty { return .chooseFactor }
        return missing(transaction, user, policy).isEmpty ? .done : .chooseEnrollment
    }

    /// The factors that a user must still set up; those of this sign-in are not part of the org yet.
    private func missing(_ transaction: SignInTransaction, _ user: User, _ policy: SignInPolicy) -> [Factor.Kind] {
        let proved = Set(transaction.proved.map(\.authenticatorKey))
        return policy.enrollment.missing(user).filter { !proved.contains($0.authenticatorKey) }
    }

    /// The factors that the user may set up at this step: those that a policy requires, else all that it allows.
    package func enrollable(_ transaction: SignInTransaction) -> [Factor.Kind] {
        guard let user = user(of: transaction) else { return [] }
        let policy = SignInPolicy(organization, for: user, at: transaction.clientID)
        let missing = missing(transaction, user, policy)
        return missing.isEmpty ? policy.enrollment.allowed : missing
    }

    private func cancel(_ transaction: SignInTransaction) -> SignInOutcome {
        var fresh = SignInTransaction(.signIn, .identify, transaction.request, created: now)
        fresh.generation = transaction.generation &+ 1
        return SignInOutcome(fresh)
    }
}

/// Chance for one input, drawn before it is applied.
package struct SignInDraw: Sendable {
    /// A code of six digits, or the fixture's.
    let code: String
    /// The key of a new factor.
    let secret: [UInt8]

    package init(_ random: inout SeededRandom, _ settings: Settings) {
        let drawn = TOTP.digits(UInt32(truncatingIfNeeded: random.next() % 1_000_000))
        code = settings.oneTimeCode ?? drawn
        secret = random.bytes(20)
    }
}
