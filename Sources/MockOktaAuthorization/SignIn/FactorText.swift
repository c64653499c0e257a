import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// What pages say about factors.
enum FactorText {
    static func name(_ kind: Factor.Kind) -> String {
        switch kind {
        case .question: "Security Question"
        case .totp: "Google Authenticator"
        case .sms: "Phone"
        case .call: "Phone call"
        case .email: "Email"
        case .push: "Okta Verify"
        }
    }

    static func detail(_ factor: Factor) -> String {
        let profile = FactorProfile.shown(factor)
        return profile["email"]?.string ?? profile["phoneNumber"]?.string ?? ""
    }

    static func introduction(_ factor: Factor) -> String {
        switch factor.kind {
        case .question: FactorProfile.question(of: factor)
        case .totp: "Enter the temporary code generated in your authenticator app."
        case .sms: "A code was sent to \(detail(factor)). Enter the code below to verify."
        case .call: "Calling \(detail(factor)). Enter the code below to verify."
        case .email: "We sent an email to \(detail(factor)). Enter the code in it below to verify."
        case .push: "Push notification sent. Answer it on your device."
        }
    }

    /// The right answer, which a test double may tell; nil for a push.
    static func answer(to challenge: FactorChallenge, _ snapshot: OrgSnapshot) -> String? {
        switch challenge.factor.kind {
        case .email, .sms, .call: challenge.code
        case .totp: TOTP.unusedCode(of: challenge.factor, snapshot)
        case .question: challenge.factor.profile["answer"]?.string
        case .push: nil
        }
    }

    /// Okta's words for a refusal (Sign-In Widget): those of `/idp/idx` where it has some.
    ///
    /// - Parameters:
    ///   - refusal: why an input was not accepted.
    ///   - transaction: the sign-in.
    ///   - login: the user name that was entered.
    /// - Returns: the text, not escaped.
    static func message(_ refusal: SignInRefusal, _ transaction: SignInTransaction, login: String) -> String {
        switch refusal {
        case .notOffered: IDXMessage.notOffered(transaction).text
        case .denied: IDXMessage.denied.text
        case .notAllowed, .tokenUsed: IDXMessage.notAllowed(transaction).text
        case .unknownUser: IDXMessage.unknownUser(login).text
        case .wrongPassword: "Unable to sign in"
        case .wrongAnswer: IDXMessage.wrongAnswer(transaction).text
        case .usedCode: IDXMessage.usedCode.text
        case .tooManyAnswers: IDXMessage.suspended.text
        case .rejected: IDXMessage.rejected.text
        case .weakPassword(.history): "Password has been used too recently"
        case .weakPassword(let requirement): "Password requirements were not met: \(requirement.rawValue)."
        case .invalidPhoneNumber: IDXMessage.invalidPhone.text
        case .unknownQuestion: "Choose a security question."
        case .registrationUnavailable: IDXMessage.registrationUnavailable.text
        case .profile(let fault): profile(fault)
        case .consentDenied: IDXMessage.cancelledByUser.text
        case .notAssigned: IDXMessage.notAssigned.text
        case .shortAnswer: IDXMessage.shortAnswer.text
        }
    }

    private static func profile(_ fault: ProfileFault) -> String {
        let label = fault.attribute.label
        return switch fault.kind {
        case .missing: "\(label): this field cannot be left blank"
        case .tooLong: "\(label) can have \(fault.attribute.maxLength) characters at most"
        case .notEmail: "'\(label)' must be in the form of an email address"
        case .taken: "A user with this \(label) already exists"
        }
    }
}
