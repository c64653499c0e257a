import MockOktaIssuing
import MockOktaModel

extension SignInTransaction {
    /// Begins where a token of an email leads: to the first password of a new user, or to a new one.
    mutating func beginWithPassword(of user: User, _ token: UserToken) {
        purpose = token == .activation ? .registration : .recovery
        if token == .activation { options.insert(.offersOptionalFactors) }
        userID = user.id
        tokenMark = user.tokenMark
        step = .newPassword
        authenticated = created
    }
}
