import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

/// The errors of `/api/v1/authn` (Okta, "Authentication API").
enum AuthnRefusal {
    static func refusal(_ refusal: SignInRefusal) -> Refusal {
        let (error, cause) = row(refusal)
        var filled = error
        if let cause { filled.causes = [cause] }
        return Refusal(filled, why: refusal.why)
    }

    private static func row(_ refusal: SignInRefusal) -> (OktaError, String?) {
        switch refusal {
        case .wrongPassword: (.authenticationFailed, nil)
        case .notOffered, .notAllowed: (.operationNotAllowed, nil)
        case .unknownUser: (.authenticationFailed, nil)
        case .wrongAnswer:
            (.invalidPasscode, "Your passcode doesn't match our records. Please try again.")
        case .usedCode:
            (
                .invalidPasscode,
                "Each code can only be used once. Please wait for a new code and try again."
            )
        case .tooManyAnswers:
            (.invalidPasscode, "This factor is suspended for your account due to too many failed attempts")
        case .rejected: (.invalidPasscode, "You have chosen to reject this login.")
        case .weakPassword(.history):
            (.credentialsUpdateFailed, "Password has been used too recently")
        case .weakPassword:
            (
                .passwordRequirementsNotMet,
                "Password requirements were not met. Password requirements: at least 8 characters, a lowercase "
                    + "letter, an uppercase letter, a number, no parts of your username."
            )
        case .invalidPhoneNumber: (.validationFailed.with("phoneNumber"), "Invalid Phone Number.")
        case .unknownQuestion: (.validationFailed.with("question"), "Invalid question")
        case .shortAnswer:
            (
                .validationFailed.with("answer"),
                "answer: The security question answer must be at least 4 characters in length"
            )
        }
    }
}
