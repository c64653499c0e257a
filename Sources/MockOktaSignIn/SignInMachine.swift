import MockOktaFormats
package import MockOktaModel

/// The rules of signing in: from a step and an input to the next step.
///
/// A pure function of its members, without HTTP and stores; the pages, `/api/v1/authn` and the Identity Engine's API
/// render its steps.
package struct SignInMachine: Sendable {
    let organization: Organization
    let policy: SignInPolicy
    let now: Instant
    let draw: SignInDraw

    package init(_ organization: Organization, _ policy: SignInPolicy, at now: Instant, _ draw: SignInDraw) {
        self.organization = organization
        self.policy = policy
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
        case (.enroll(let draft), .chooseEnrollment), (.enroll(let draft), .enrollment): enroll(draft, transaction)
        case (.newPassword(let text, let isCurrent), .newPassword): renew(text, isCurrent, transaction)
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
        switch transaction.purpose {
        case .recovery where transaction.password == .unproved:
            return moved(transaction, to: .newPassword, effects)
        case .unlock:
            return moved(transaction, to: .unlocked, effects + [.unlock(user.id)])
        case .signIn where user.status == .passwordExpired && transaction.password == .proved:
            return moved(transaction, to: .newPassword, effects)
        case .signIn, .recovery:
            guard transaction.proved.isEmpty else { return moved(transaction, to: .done, effects) }
            switch transaction.needsSecondFactor ? .required : policy.secondFactor {
            case .never: return moved(transaction, to: .done, effects)
            case .enrolled where user.activeFactors.isEmpty: return moved(transaction, to: .done, effects)
            case .required where user.activeFactors.isEmpty: return moved(transaction, to: .chooseEnrollment, effects)
            case .enrolled, .required: return moved(transaction, to: .chooseFactor, effects)
            }
        }
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
