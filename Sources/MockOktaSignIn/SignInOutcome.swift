package import MockOktaFormats
package import MockOktaModel

/// What an input leads to.
package struct SignInOutcome: Sendable {
    package var transaction: SignInTransaction
    package var effects: [SignInEffect] = []
    /// Why the input was not accepted; the transaction then asks again or has ended.
    package var refusal: SignInRefusal?

    init(_ transaction: SignInTransaction, _ effects: [SignInEffect] = [], refusal: SignInRefusal? = nil) {
        self.transaction = transaction
        self.effects = effects
        self.refusal = refusal
    }
}

extension SignInOutcome {
    /// Whether the step creates or changes a user, which another request or the store may prevent; a counted failure
    /// leads nowhere.
    package var changesUser: Bool {
        effects.contains { effect in
            switch effect {
            case .send, .countFailure: false
            case .setPassword, .unlock, .createUser, .activate, .addFactor: true
            }
        }
    }
}

/// A change outside of the transaction.
package enum SignInEffect: Hashable, Sendable {
    case send(OutboxMessage)
    /// Counts a failed attempt, which may lock the user out.
    case countFailure(UserID)
    case setPassword(UserID, String)
    case unlock(UserID)
    /// The object of a user who registers, and the groups; the user is STAGED until `activate`.
    case createUser(JSONObject, [GroupID])
    case activate(UserID)
    case addFactor(UserID, JSONObject)
}

/// Why an input was not accepted.
package enum SignInRefusal: Hashable, Sendable {
    /// The step does not ask for this.
    case notOffered
    case unknownUser
    /// The user's status, or a rule of passwords, allows no recovery or unlock.
    case notAllowed
    /// The token of an email that began the sign-in has been used, or has ended, since.
    case tokenUsed
    /// A rule of a sign-on policy denies the sign-in.
    case denied(by: String)
    /// The reason is only for the journal.
    case wrongPassword(why: String)
    case wrongAnswer
    case usedCode
    /// The code or question is void after too many wrong answers.
    case tooManyAnswers
    /// The user rejected the sign-in on another device.
    case rejected
    case weakPassword(PasswordRequirement)
    case invalidPhoneNumber
    case unknownQuestion
    case shortAnswer
    /// The policy of the app lets no user register.
    case registrationUnavailable
    case profile(ProfileFault)
    case consentDenied
    /// The user may not use the app that began the sign-in by `/interact`.
    case notAssigned

    /// The reason for the journal.
    package var why: String {
        switch self {
        case .notOffered: "the sign-in does not ask for this now"
        case .unknownUser: "no user has this login"
        case .notAllowed: "the status of the user, or a rule of the password policy, does not allow this"
        case .tokenUsed: "the user's status or password has changed since the token of the email began the sign-in"
        case .denied(let rule): "the sign-in is denied by \(rule)"
        case .wrongPassword(let why): why
        case .wrongAnswer: "the code or answer is wrong or has expired"
        case .usedCode: "a code of an authenticator app can be used once"
        case .tooManyAnswers:
            "\(FactorChallenge.mostWrongAnswers) wrong answers to this challenge, or to recoveries of the user within "
                + "\(FactorChallenge.lifetime.seconds) s, are too many"
        case .rejected: "the user rejected the sign-in on the other device"
        case .weakPassword(let requirement): "the new password does not meet the policy: \(requirement.rawValue)"
        case .invalidPhoneNumber: "a phone number is + and 7 to 15 digits (E.164)"
        case .unknownQuestion: "the question is none of Okta's and no text was given"
        case .shortAnswer: "an answer has at least \(SecurityQuestion.leastAnswer) characters"
        case .registrationUnavailable:
            "no PROFILE_ENROLLMENT policy of the app has a rule with access ALLOW and unknownUserAction REGISTER"
        case .profile(let fault): "the attribute \(fault.attribute.name) of the new user \(fault.why)"
        case .consentDenied: "the user does not let the app have its scopes"
        case .notAssigned: "the user is not assigned to the app"
        }
    }
}

extension ProfileFault {
    fileprivate var why: String {
        switch kind {
        case .missing: "is required"
        case .tooLong: "has more than \(attribute.maxLength) characters"
        case .notEmail: "is no email address"
        case .taken: "is the login of another user"
        }
    }
}
