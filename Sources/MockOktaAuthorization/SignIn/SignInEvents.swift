import MockOktaModel
import MockOktaSignIn

/// The System Log's entries of a sign-in's steps after the password (Okta, "Event types").
enum SignInEvents {
    /// The events of one input.
    ///
    /// - Parameters:
    ///   - outcome: what the input led to.
    ///   - proved: how many factors were proved before.
    ///   - user: the user who signs in.
    /// - Returns: the events, in the order in which they happened.
    static func of(_ outcome: SignInOutcome, after proved: Int, _ user: User) -> [LogEvent] {
        let party = LogEvent.Party(user)
        var types = outcome.effects.compactMap { type($0, outcome.transaction.purpose) }
        let isSetUp = types.contains(activation)
        if outcome.transaction.proved.count > proved, isSignIn(outcome), !isSetUp { types.append(proof) }
        var events = types.map { LogEvent($0, actor: party, targets: [party]) }
        if isWrong(outcome), isSignIn(outcome) {
            events.append(LogEvent(proof, failure: "INVALID_CREDENTIALS", actor: party, targets: [party]))
        }
        return events
    }

    private static let proof = "user.authentication.auth_via_mfa"
    private static let activation = "user.mfa.factor.activate"

    private static func isSignIn(_ outcome: SignInOutcome) -> Bool { outcome.transaction.purpose == .signIn }

    /// Whether a factor was not proved.
    private static func isWrong(_ outcome: SignInOutcome) -> Bool {
        guard case .challenge = outcome.transaction.step else { return false }
        switch outcome.refusal {
        case .wrongAnswer, .usedCode, .tooManyAnswers: return true
        default: return false
        }
    }

    private static func type(_ effect: SignInEffect, _ purpose: SignInTransaction.Purpose) -> String? {
        switch effect {
        case .setPassword:
            switch purpose {
            case .signIn: "user.account.update_password"
            case .recovery: "user.account.reset_password"
            case .unlock, .registration: nil
            }
        case .unlock: "user.account.unlock"
        case .addFactor: activation
        // The lockout, and the user's creation and activation, are recorded where they happen.
        case .send, .countFailure, .createUser, .activate: nil
        }
    }
}
