import MockOktaFormats
import MockOktaIssuing
package import MockOktaModel

extension SignInMachine {
    /// Identifier first: the password is asked for next; recovery and unlock go on with a factor.
    ///
    /// Differs: with `mock.enumerationProtection` an unknown user is still told so in recovery and unlock.
    func identify(_ id: UserID?, _ transaction: SignInTransaction) -> SignInOutcome {
        guard let user = id.flatMap(organization.user), let id else {
            let isHidden = organization.settings.hidesUnknownUsers && transaction.purpose == .signIn
            if isHidden { return moved(transaction, to: .password) }
            return SignInOutcome(transaction, refusal: .unknownUser)
        }
        guard allows(transaction.purpose, user) else { return SignInOutcome(transaction, refusal: .notAllowed) }
        var transaction = transaction
        transaction.userID = id
        return moved(transaction, to: transaction.purpose == .signIn ? .password : .chooseFactor)
    }

    func check(_ verdict: Credentials.Verdict, _ transaction: SignInTransaction) -> SignInOutcome {
        guard transaction.purpose == .signIn else { return SignInOutcome(transaction, refusal: .notOffered) }
        switch verdict {
        case .refused(let why): return SignInOutcome(transaction, refusal: .wrongPassword(why: why))
        case .accepted(let user), .passwordExpired(let user):
            guard transaction.userID == nil || transaction.userID == user.id else {
                return SignInOutcome(transaction, refusal: .wrongPassword(why: "the password is another user's"))
            }
            var transaction = transaction
            transaction.userID = user.id
            transaction.password = .proved
            transaction.authenticated = now
            return advance(transaction)
        }
    }

    /// Turns a sign-in into a recovery or unlock; the user is kept where they are known already.
    func begin(_ purpose: SignInTransaction.Purpose, _ transaction: SignInTransaction) -> SignInOutcome {
        if let user = user(of: transaction), !allows(purpose, user) {
            return SignInOutcome(transaction, refusal: .notAllowed)
        }
        var transaction = transaction
        transaction.purpose = purpose
        return moved(transaction, to: transaction.userID == nil ? .identify : .chooseFactor)
    }

    func renew(_ text: String, _ isReused: Bool, _ transaction: SignInTransaction) -> SignInOutcome {
        guard let user = user(of: transaction) else { return moved(transaction, to: .refused) }
        if transaction.isTokenUsed(by: user) {
            var outcome = moved(transaction, to: .refused)
            outcome.refusal = .tokenUsed
            return outcome
        }
        let policy = PasswordPolicy(organization, for: user)
        let unmet = policy.unmet(by: text, of: user)
        if let requirement = unmet ?? (isReused && policy.historyCount > 0 ? .history : nil) {
            return SignInOutcome(transaction, refusal: .weakPassword(requirement))
        }
        var transaction = transaction
        transaction.password = .renewed
        transaction.authenticated = now
        return advance(transaction, [.setPassword(user.id, text)])
    }
}

extension SignInMachine {
    /// Whether the user's status and the rules of passwords allow to recover the password or to unlock the account
    /// (Okta, "Self-service").
    package func allows(_ purpose: SignInTransaction.Purpose, _ user: User) -> Bool {
        switch purpose {
        case .signIn, .registration: true
        case .recovery:
            [.active, .recovery, .passwordExpired, .lockedOut].contains(user.status)
                && PasswordPolicy(organization, for: user).allowsRecovery
        case .unlock: user.status == .lockedOut && PasswordPolicy(organization, for: user).allowsUnlock
        }
    }
}
