import MockOktaFormats
package import MockOktaModel

extension SignInMachine {
    /// The factors among which the user chooses at this step.
    package func candidates(_ transaction: SignInTransaction) -> [Factor] {
        guard let user = user(of: transaction) else { return [] }
        // After the new password what is missing are second factors, as in a sign-in.
        guard transaction.purpose == .signIn || transaction.password != .unproved else {
            let phones = user.activeFactors.filter { [.sms, .call].contains($0.kind) }
            return [Factor.recoveryEmail(of: user)].compactMap(\.self) + phones
        }
        return usable(user).filter { !transaction.proved.contains($0.kind) }
    }

    /// The active factors of a user whose authenticators the org uses.
    func usable(_ user: User) -> [Factor] { user.activeFactors.filter { organization.isUsed($0.kind) } }

    func choose(_ id: String, _ transaction: SignInTransaction) -> SignInOutcome {
        guard let factor = candidates(transaction).first(where: { $0.id.hasSameBytes(as: id) }) else {
            return SignInOutcome(transaction, refusal: .notOffered)
        }
        return send(factor, transaction)
    }

    /// Notes the authenticator that the user wants to prove or to set up, while more about it must be asked.
    func choose(_ authenticator: Authenticator, _ transaction: SignInTransaction) -> SignInOutcome {
        let (step, offered): (SignInTransaction.Step, [Factor.Kind?])
        switch transaction.step {
        case .chooseFactor, .challenge: (step, offered) = (.chooseFactor, candidates(transaction).map(\.kind))
        case .chooseEnrollment, .enrollment: (step, offered) = (.chooseEnrollment, enrollable(transaction))
        case .newPassword: (step, offered) = (.newPassword, [nil])
        default: return SignInOutcome(transaction, refusal: .notOffered)
        }
        guard authenticator.methods.contains(where: { offered.contains($0.kind) }) else {
            return SignInOutcome(transaction, refusal: .notOffered)
        }
        var outcome = moved(transaction, to: step)
        outcome.transaction.chosen = authenticator
        return outcome
    }

    /// Begins a challenge, with a new code where the factor gets one.
    func send(_ factor: Factor, _ transaction: SignInTransaction) -> SignInOutcome {
        guard let user = user(of: transaction) else { return moved(transaction, to: .refused) }
        let (challenge, effects) = challenge(factor, user, transaction.purpose)
        return moved(transaction, to: .challenge(challenge), effects)
    }

    /// A challenge of a factor, and the message that it sends.
    package func challenge(
        _ factor: Factor,
        _ user: User,
        _ purpose: SignInTransaction.Purpose
    ) -> (FactorChallenge, [SignInEffect]) {
        let message = SentCode.message(draw.code, to: factor, user, purpose.messagePurpose)
        let challenge = FactorChallenge(
            factor,
            code: message == nil ? nil : draw.code,
            expires: now + FactorChallenge.lifetime
        )
        return (challenge, message.map { [.send($0)] } ?? [])
    }

    func answer(_ text: String, _ challenge: FactorChallenge, _ transaction: SignInTransaction) -> SignInOutcome {
        judge(text, challenge, transaction) {
            .challenge($0)
        } accepted: {
            prove(challenge.factor.kind, $0)
        }
    }

    /// Counts wrong answers, of the challenge and of the user: the right one after too many is refused as well.
    func judge(
        _ text: String,
        _ challenge: FactorChallenge,
        _ transaction: SignInTransaction,
        step: (FactorChallenge) -> SignInTransaction.Step,
        accepted: (SignInTransaction) -> SignInOutcome
    ) -> SignInOutcome {
        var (challenge, transaction) = (challenge, transaction)
        let wasVoid = challenge.isVoid
        guard let refusal = judge(text, &challenge) else { return accepted(transaction) }
        transaction.step = step(challenge)
        let counted = wasVoid ? nil : transaction.userID.map { [SignInEffect.countFailure($0)] }
        return SignInOutcome(transaction, counted ?? [], refusal: refusal)
    }

    /// Judges an answer to a challenge, and counts it if it is wrong.
    ///
    /// - Returns: why the answer is not accepted; nil for the right one.
    package func judge(_ text: String, _ challenge: inout FactorChallenge) -> SignInRefusal? {
        guard !challenge.isVoid else { return .tooManyAnswers }
        if isRight(text, challenge) { return nil }
        challenge.wrongAnswers += 1
        return challenge.isVoid ? .tooManyAnswers : .wrongAnswer
    }

    private func isRight(_ text: String, _ challenge: FactorChallenge) -> Bool {
        switch challenge.factor.kind {
        case .totp: TOTP.match(text, secret: challenge.factor.secret, at: now) != nil
        case .question: SecurityQuestion.isRight(text, for: challenge.factor)
        case .email, .sms, .call: SentCode.isRight(text, for: challenge, at: now)
        case .push: false
        }
    }

    /// Approval ends the challenge; a rejection stays visible until another factor is chosen.
    func decide(_ isApproved: Bool, _ challenge: FactorChallenge, _ transaction: SignInTransaction) -> SignInOutcome {
        let kind = challenge.factor.kind
        guard [.push, .email].contains(kind), challenge.isApproved == nil, now < challenge.expires else {
            return SignInOutcome(transaction, refusal: .notOffered)
        }
        if isApproved { return prove(kind, transaction) }
        var challenge = challenge
        challenge.isApproved = false
        return moved(transaction, to: .challenge(challenge))
    }

    /// Goes on where the challenge was approved elsewhere; else nothing changes.
    func poll(_ challenge: FactorChallenge, _ transaction: SignInTransaction) -> SignInOutcome {
        challenge.isApproved == true ? prove(challenge.factor.kind, transaction) : SignInOutcome(transaction)
    }

    /// Completes a factor whose email was opened elsewhere; else nothing changes.
    func poll(_ enrollment: FactorEnrollment, _ transaction: SignInTransaction) -> SignInOutcome {
        enrollment.challenge.isApproved == true
            ? complete(enrollment, transaction) : SignInOutcome(transaction)
    }

    func prove(
        _ kind: Factor.Kind,
        _ transaction: SignInTransaction,
        _ effects: [SignInEffect] = []
    ) -> SignInOutcome {
        var transaction = transaction
        transaction.proved.append(kind)
        transaction.authenticated = now
        return advance(transaction, effects)
    }

    /// The recovery question of a user, which `/api/v1/authn` asks after the first proof (Okta, "Authentication API",
    /// answer recovery question); nil where there is none, or it was answered.
    func recoveryQuestion(_ transaction: SignInTransaction, _ user: User) -> FactorChallenge? {
        guard case .classic = transaction.request, !transaction.proved.contains(.question),
            PasswordPolicy(organization, for: user).asksRecoveryQuestion,
            let question = user.source["credentials"]?["recovery_question"],
            let text = question["question"], let answer = question["answer"]?.string, !answer.isEmpty
        else { return nil }
        let source: JSONObject = [
            "factorType": "question",
            "profile": ["question": "recovery_question", "questionText": text, "answer": .string(answer)],
        ]
        return Factor(source, of: user.id, email: nil).map {
            FactorChallenge($0, code: nil, expires: now + FactorChallenge.lifetime)
        }
    }
}

extension SignInTransaction.Purpose {
    fileprivate var messagePurpose: OutboxMessage.Purpose {
        switch self {
        case .signIn: .factor
        case .recovery: .recovery
        case .unlock: .unlock
        case .registration: .activation
        }
    }
}

extension Factor.Kind {
    /// Whether a code is sent to the user.
    package var isSent: Bool { [.email, .sms, .call].contains(self) }
}
