import MockOktaFormats
package import MockOktaModel

/// The errors of `/api/v1/authn` and of the Factors API (Okta, "Authentication API", "Factors API").
extension SignInRefusal {
    /// The error of a refused input.
    ///
    /// - Parameter policy: the password policy of the user, where one is known.
    /// - Returns: the error with its cause, and the reason for the journal.
    package func answer(_ policy: PasswordPolicy? = nil) -> Refusal {
        let (error, cause) = Self.row(self, policy)
        var filled = error
        if let cause { filled.causes = [cause] }
        return Refusal(filled, why: why)
    }

    private static func row(_ refusal: SignInRefusal, _ policy: PasswordPolicy?) -> (OktaError, String?) {
        switch refusal {
        case .wrongPassword, .denied: (.authenticationFailed, nil)
        case .notOffered, .notAllowed, .tokenUsed, .registrationUnavailable, .consentDenied, .notAssigned, .profile:
            (.operationNotAllowed, nil)
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
            (.passwordRequirementsNotMet, "Password requirements were not met. " + (policy?.text ?? ""))
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
