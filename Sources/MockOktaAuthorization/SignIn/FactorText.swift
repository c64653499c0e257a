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

    /// Okta's words for a refusal (Sign-In Widget).
    static func message(_ refusal: SignInRefusal) -> String {
        switch refusal {
        case .notOffered: "Unable to verify authenticator. Try again."
        case .denied: "You do not have permission to perform the requested action."
        case .notAllowed: "This is not allowed at this time. Please contact support for assistance."
        case .unknownUser: "There is no account with this Username."
        case .wrongPassword: "Unable to sign in"
        case .wrongAnswer: "Invalid code. Try again."
        case .usedCode: "Each code can only be used once. Please wait for a new code and try again."
        case .tooManyAnswers: "This factor is suspended for your account due to too many failed attempts"
        case .rejected: "You have chosen to reject this login."
        case .weakPassword(.history): "Password has been used too recently"
        case .weakPassword(let requirement): "Password requirements were not met: \(requirement.rawValue)."
        case .invalidPhoneNumber: "Invalid Phone Number."
        case .unknownQuestion: "Choose a security question."
        case .registrationUnavailable: "Registration is currently unavailable."
        case .profile(let fault): profile(fault)
        case .consentDenied: "Operation cancelled by user."
        case .notAssigned: "User is not assigned to this application."
        case .shortAnswer: "The security question answer must be at least 4 characters in length"
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
