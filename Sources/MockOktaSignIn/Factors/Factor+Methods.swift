import MockOktaFormats
package import MockOktaModel

extension Factor.Kind {
    /// The `amr` values of a sign-in with this factor (RFC 8176; recorded orders of Okta's ID tokens).
    var methodReferences: [String] {
        switch self {
        case .totp, .email: ["mfa", "otp"]
        case .sms: ["mfa", "sms", "mca"]
        case .call: ["mfa", "tel", "mca"]
        case .question: ["mfa", "kba"]
        case .push: ["swk", "mfa"]
        }
    }
}

extension SignInTransaction {
    /// The `amr` of the tokens: methods of the factors, then the password.
    package var methods: [String] {
        guard !proved.isEmpty else { return Authentication.byPassword }
        var methods: [String] = []
        for kind in proved { methods += kind.methodReferences.filter { !methods.contains($0) } }
        return methods + (password == .unproved ? [] : Authentication.byPassword)
    }
}

extension Factor {
    /// The email address of a user as a way to recover the account, whether or not it is set up as a factor.
    static func recoveryEmail(of user: User) -> Factor? {
        Factor(["factorType": "email"], of: user.id, email: user.attribute("email")?.string ?? user.login)
    }
}
