package import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel

/// What a user or client does at a step of a sign-in.
package enum SignInInput: Sendable {
    /// The user says who they are; nil for an unknown login.
    case identify(UserID?)
    /// A password has been checked.
    case password(Credentials.Verdict)
    /// Chooses the factor with this id.
    case choose(factor: String)
    /// Chooses an authenticator whose method, number, question or password is asked for next.
    case chooseAuthenticator(Authenticator)
    /// Asks for the code once more.
    case resend
    /// A code, or the answer to a question.
    case answer(String)
    /// A code of a one-time password app that was used before.
    case usedCode
    /// A code or answer of a user whose recoveries have had too many wrong ones.
    case excessAnswer
    /// The user has approved or rejected the sign-in on another device, or has opened the link of an email.
    case decide(isApproved: Bool)
    /// Asks whether the user has decided on another device, or has opened the link of an email.
    case poll
    /// Sets a factor up.
    case enroll(FactorDraft)
    /// Sets a new password; `isReused` tells that it is one of those that the policy remembers.
    case newPassword(String, isReused: Bool)
    /// Goes on where the link of an activation email leads.
    case activate
    /// Goes on without the password, which the user has forgotten.
    case recover
    case unlock
    /// A new user wants an account.
    case register
    /// The attributes of a new user, and the password where it is asked for along with them.
    case profile(JSONObject, password: String?)
    /// Goes on without what can be left out.
    case skip
    /// Whether the app may have the scopes that it requested.
    case consent(Bool)
    /// Whether the user wants to stay signed in.
    case keepMeSignedIn(Bool)
    case previous
    /// Begins anew.
    case cancel
}

/// A factor that a user wants to set up.
package struct FactorDraft: Hashable, Sendable {
    package let kind: Factor.Kind
    /// A phone number, or the key of a question.
    package let target: String?
    package let answer: String?

    package init(_ kind: Factor.Kind, target: String? = nil, answer: String? = nil) {
        self.kind = kind
        self.target = target
        self.answer = answer
    }
}
