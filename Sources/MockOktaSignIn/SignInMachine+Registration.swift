import MockOktaFormats
import MockOktaIssuing
package import MockOktaModel

extension SignInMachine {
    /// Begins a registration, where the policy of the app lets users register.
    func register(_ transaction: SignInTransaction) -> SignInOutcome {
        guard RegistrationPolicy(organization, at: transaction.clientID) != nil else {
            return SignInOutcome(transaction, refusal: .registrationUnavailable)
        }
        var transaction = transaction
        transaction.purpose = .registration
        return moved(transaction, to: .profile)
    }

    /// Back to the first step of a sign-in.
    func leaveRegistration(_ transaction: SignInTransaction) -> SignInOutcome {
        var transaction = transaction
        transaction.purpose = .signIn
        return moved(transaction, to: .identify)
    }

    /// Creates the user, who is STAGED until the registration is done; attributes that are not asked for are left out.
    func create(_ given: JSONObject, _ password: String?, _ transaction: SignInTransaction) -> SignInOutcome {
        guard let policy = RegistrationPolicy(organization, at: transaction.clientID) else {
            return SignInOutcome(transaction, refusal: .registrationUnavailable)
        }
        if let fault = policy.fault(in: given, organization) {
            return SignInOutcome(transaction, refusal: .profile(fault))
        }
        let (document, groups) = (document(of: given, policy), groups(policy))
        guard let user = DocumentReader.user(document, groups: groups) else {
            return SignInOutcome(transaction, refusal: .registrationUnavailable)
        }
        var transaction = transaction
        var effects: [SignInEffect] = [.createUser(document, groups)]
        transaction.userID = user.id
        transaction.options.insert(.offersOptionalFactors)
        transaction.authenticated = now
        if policy.asksPassword {
            let password = password ?? ""
            if let requirement = PasswordPolicy(organization, for: user).unmet(by: password, of: user) {
                transaction.userID = nil
                transaction.options.remove(.offersOptionalFactors)
                return SignInOutcome(transaction, refusal: .weakPassword(requirement))
            }
            transaction.password = .renewed
            effects.append(.setPassword(user.id, password))
        }
        return advance(transaction, as: user, effects)
    }

    /// A new user who has a password keeps it; one without is asked for the first.
    func activate(_ transaction: SignInTransaction) -> SignInOutcome {
        guard transaction.purpose == .registration, let user = user(of: transaction) else {
            return SignInOutcome(transaction, refusal: .notOffered)
        }
        guard user.password != nil else { return SignInOutcome(transaction) }
        var transaction = transaction
        transaction.password = .proved
        return advance(transaction)
    }

    private func groups(_ policy: RegistrationPolicy) -> [GroupID] {
        let everyone = organization.standardGroups
        return everyone + policy.groups.filter { !everyone.contains($0) }
    }

    private func document(of given: JSONObject, _ policy: RegistrationPolicy) -> JSONObject {
        let login = RegistrationPolicy.login(of: given)
        var profile: JSONObject = ["login": .string(login)]
        for attribute in policy.attributes {
            guard let value = given[attribute.name], value.string?.isEmpty == false else { continue }
            profile[attribute.name] = value
        }
        if profile["email"] == nil { profile["email"] = .string(login) }
        let name = login + "/" + Base64URL.encode(draw.secret)
        let time = JSON.string(RFC3339.format(microseconds: now.microseconds))
        return [
            "id": .string(IdentifierPrefix.user.derived(from: name)), "status": "STAGED", "created": time,
            "statusChanged": time, "lastUpdated": time, "profile": .object(profile),
        ]
    }
}

extension SignInMachine {
    /// Whether the user may go on without what this step asks for.
    package func canSkip(_ transaction: SignInTransaction) -> Bool {
        switch transaction.step {
        case .passwordWarning: true
        case .chooseEnrollment, .enrollment: skip(transaction).refusal == nil
        default: false
        }
    }

    /// Goes on without a new password, or without the factors that are optional.
    func skip(_ transaction: SignInTransaction) -> SignInOutcome {
        var skipped = transaction
        skipped.options.remove(transaction.step == .passwordWarning ? .warnsOfExpiry : .offersOptionalFactors)
        let outcome = advance(skipped)
        let isDemanded = outcome.transaction.step == .chooseEnrollment || outcome.refusal != nil
        return isDemanded ? SignInOutcome(transaction, refusal: .notOffered) : outcome
    }

    /// What the user says to the app's request for scopes.
    func consent(_ isGiven: Bool, _ transaction: SignInTransaction) -> SignInOutcome {
        guard isGiven else {
            var outcome = moved(transaction, to: .refused)
            outcome.refusal = .consentDenied
            return outcome
        }
        var transaction = transaction
        transaction.options.insert(.hasConsented)
        return advance(transaction)
    }

    /// What the user says to staying signed in.
    func stay(_ isWanted: Bool, _ transaction: SignInTransaction) -> SignInOutcome {
        var transaction = transaction
        transaction.options.insert(.wasAskedToStay)
        if isWanted { transaction.options.insert(.staysSignedIn) }
        return advance(transaction)
    }

    /// Whether the rule of the app asks the user to stay signed in; only a sign-in in a browser can.
    func asksToStay(_ transaction: SignInTransaction, _ policy: SignInPolicy) -> Bool {
        guard transaction.purpose == .signIn, policy.asksToStaySignedIn,
            !transaction.options.contains(.wasAskedToStay)
        else { return false }
        switch transaction.request {
        case .page, .interaction, .hosted: return true
        case .classic, .factorsAPI, .direct: return false
        }
    }

    /// Whether the user must be asked for consent; pages ask for it outside of the sign-in.
    func asksConsent(_ transaction: SignInTransaction) -> Bool {
        guard case .interaction(let request) = transaction.request, !transaction.options.contains(.hasConsented) else {
            return false
        }
        return organization.application(clientID: request.clientID)?.consentMethod == .required
    }
}
