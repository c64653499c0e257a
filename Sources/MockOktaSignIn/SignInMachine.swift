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
        if case .cancel = input { return cancel(transaction) }
        // An administrator may have done it since the user proved anything.
        if ![.identify, .password].contains(transaction.step), user(of: transaction)?.isSuspendedOrDeactivated == true {
            return moved(transaction, to: .refused)
        }
        return outcome(of: input, transaction)
    }

    private func outcome(of input: SignInInput, _ transaction: SignInTransaction) -> SignInOutcome {
        switch (input, transaction.step) {
        case (.identify(let user), .identify): identify(user, transaction)
        case (.password(let verdict), .identify), (.password(let verdict), .password): check(verdict, transaction)
        case (.activate, .newPassword): activate(transaction)
        case (.recover, .identify), (.recover, .password): begin(.recovery, transaction)
        case (.recover, .chooseFactor) where transaction.purpose == .recovery: SignInOutcome(transaction)
        case (.unlock, .identify): begin(.unlock, transaction)
        case (.register, .identify): register(transaction)
        case (.profile(let attributes, let password), .profile): create(attributes, password, transaction)
        case (.skip, .passwordWarning), (.skip, .chooseEnrollment), (.skip, .enrollment): skip(transaction)
        case (.consent(let isGiven), .consent): consent(isGiven, transaction)
        case (.keepMeSignedIn(let isWanted), .keepMeSignedIn): stay(isWanted, transaction)
        case (.choose(let id), .chooseFactor), (.choose(let id), .challenge): choose(id, transaction)
        case (.chooseAuthenticator(let authenticator), _): choose(authenticator, transaction)
        case (.resend, .challenge(let challenge)):
            challenge.factor.kind.isSent
                ? send(challenge.factor, transaction) : SignInOutcome(transaction, refusal: .notOffered)
        case (.resend, .enrollment(let enrollment)): resend(enrollment, transaction)
        case (.answer(let text), .challenge(let challenge)): answer(text, challenge, transaction)
        case (.answer(let text), .enrollment(let enrollment)): activate(text, enrollment, transaction)
        case (.usedCode, .challenge): SignInOutcome(transaction, refusal: .usedCode)
        case (.excessAnswer, .challenge), (.excessAnswer, .enrollment):
            SignInOutcome(transaction, refusal: .tooManyAnswers)
        case (.decide(let isApproved), .challenge(let challenge)): decide(isApproved, challenge, transaction)
        case (.poll, .challenge(let challenge)): poll(challenge, transaction)
        case (.poll, .enrollment(let enrollment)): poll(enrollment, transaction)
        case (.enroll(let draft), .chooseEnrollment), (.enroll(let draft), .enrollment): enroll(draft, transaction)
        case (.newPassword(let text, let isReused), .newPassword),
            (.newPassword(let text, let isReused), .passwordWarning):
            renew(text, isReused, transaction)
        case (.previous, .challenge): moved(transaction, to: .chooseFactor)
        case (.previous, .enrollment): moved(transaction, to: .chooseEnrollment)
        case (.previous, .profile): leaveRegistration(transaction)
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
        transaction.chosen = nil
        return SignInOutcome(transaction, effects)
    }

    func user(of transaction: SignInTransaction) -> User? { transaction.userID.flatMap(organization.user) }

    /// The step after a proof: what is still missing, or the end.
    ///
    /// - Parameters:
    ///   - transaction: the sign-in.
    ///   - created: a user who is not part of the org yet; nil for the sign-in's user.
    ///   - effects: the changes that the proof has led to.
    /// - Returns: the step, with those changes and what follows from the end.
    func advance(
        _ transaction: SignInTransaction,
        as created: User? = nil,
        _ effects: [SignInEffect] = []
    ) -> SignInOutcome {
        guard let user = created ?? user(of: transaction) else { return moved(transaction, to: .refused, effects) }
        let policy = SignInPolicy(organization, for: user, at: transaction.clientID)
        if let rule = policy.denial, [.signIn, .registration].contains(transaction.purpose) {
            var outcome = moved(transaction, to: .refused, effects)
            outcome.refusal = .denied(by: rule)
            return outcome
        }
        switch transaction.purpose {
        case .recovery where transaction.password == .unproved, .unlock:
            if let question = recoveryQuestion(transaction, user) {
                return moved(transaction, to: .challenge(question), effects)
            }
            guard transaction.purpose == .unlock else { return moved(transaction, to: .newPassword, effects) }
            return moved(transaction, to: .unlocked, effects + [.unlock(user.id)])
        case .registration where transaction.password == .unproved:
            return moved(transaction, to: .newPassword, effects)
        case .signIn where transaction.password == .proved && isExpired(user):
            return moved(transaction, to: .newPassword, effects)
        case .signIn where transaction.password == .proved && isWarned(user, transaction):
            return moved(transaction, to: .passwordWarning, effects)
        case .signIn, .recovery, .registration:
            let step = next(transaction, user, policy)
            guard step == .done else { return moved(transaction, to: step, effects) }
            if isUnassigned(user, transaction) {
                return SignInOutcome(begunAnew(transaction), effects, refusal: .notAssigned)
            }
            if asksToStay(transaction, policy) { return moved(transaction, to: .keepMeSignedIn, effects) }
            if asksConsent(transaction) { return moved(transaction, to: .consent, effects) }
            let isNew = transaction.purpose == .registration
            return moved(transaction, to: .done, effects + (isNew ? [.activate(user.id)] : []))
        }
    }

    private func isExpired(_ user: User) -> Bool { PasswordPolicy(organization, for: user).isExpired(user, at: now) }

    private func isWarned(_ user: User, _ transaction: SignInTransaction) -> Bool {
        transaction.options.contains(.warnsOfExpiry)
            && PasswordPolicy(organization, for: user).daysLeft(user, at: now) != nil
    }

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
        if !missing(transaction, user, policy).isEmpty { return .chooseEnrollment }
        let isOffered = transaction.options.contains(.offersOptionalFactors)
        return isOffered && !optional(transaction, user, policy).isEmpty ? .chooseEnrollment : .done
    }

    /// The factors that a user must still set up; those of this sign-in are not part of the org yet.
    private func missing(_ transaction: SignInTransaction, _ user: User, _ policy: SignInPolicy) -> [Factor.Kind] {
        let proved = Set(transaction.proved.map(\.authenticatorKey))
        var missing = policy.enrollment.missing(user).filter { !proved.contains($0.authenticatorKey) }
        if transaction.purpose == .registration, !transaction.proved.contains(.email), !missing.contains(.email),
            RegistrationPolicy(organization, at: transaction.clientID)?.verifiesEmail == true
        {
            missing.insert(.email, at: 0)
        }
        return missing
    }

    /// The factors that a user has not set up, and may.
    ///
    /// Differs: they are offered to users who register, and where `/api/v1/authn` asks for it; Okta also offers them at
    /// a user's first sign-in.
    private func optional(_ transaction: SignInTransaction, _ user: User, _ policy: SignInPolicy) -> [Factor.Kind] {
        let present = Set((transaction.proved + user.activeFactors.map(\.kind)).map(\.authenticatorKey))
        return policy.enrollment.allowed.filter { !present.contains($0.authenticatorKey) }
    }

    /// The factors that the user may set up at this step: those that a policy requires, else all that it allows.
    package func enrollable(_ transaction: SignInTransaction) -> [Factor.Kind] {
        guard let user = user(of: transaction) else { return [] }
        let policy = SignInPolicy(organization, for: user, at: transaction.clientID)
        let missing = missing(transaction, user, policy)
        return missing.isEmpty ? optional(transaction, user, policy) : missing
    }

    private func cancel(_ transaction: SignInTransaction) -> SignInOutcome {
        var fresh = begunAnew(transaction)
        fresh.generation &+= 1
        return SignInOutcome(fresh)
    }

    /// The sign-in at its first step: nothing is proved any more; what the client and the browser are remains.
    private func begunAnew(_ transaction: SignInTransaction) -> SignInTransaction {
        var fresh = SignInTransaction(.signIn, .identify, transaction.request, created: now)
        fresh.generation = transaction.generation
        fresh.needsSecondFactor = transaction.needsSecondFactor
        fresh.browser = transaction.browser
        return fresh
    }

    /// Whether the user may not use the app; the other faces find that out when they go on with their request.
    private func isUnassigned(_ user: User, _ transaction: SignInTransaction) -> Bool {
        guard case .interaction(let request) = transaction.request,
            let client = organization.application(clientID: request.clientID)
        else { return false }
        return !organization.isAssigned(user, to: client)
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
