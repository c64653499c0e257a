import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

/// A message of an envelope: text, key and class, as recorded.
struct IDXMessage {
    let key: String
    let text: String
    /// What the text was made with; nil for messages that are recorded without the member, which may also be empty.
    var parameters: [String]?
    var isError = true

    var json: JSON {
        var i18n: JSONObject = ["key": .string(key)]
        i18n["params"] = parameters.map { .array($0.map { .string($0) }) }
        return ["message": .string(text), "i18n": .object(i18n), "class": isError ? "ERROR" : "INFO"]
    }

    static let authenticationFailed = IDXMessage(
        key: "errors." + OktaError.authenticationFailed.code,
        text: OktaError.authenticationFailed.summary
    )
    static let sessionExpired = IDXMessage(
        key: "idx.session.expired",
        text: "You have been logged out due to inactivity. Refresh or return to the sign in screen."
    )
    static let badRequest = IDXMessage(key: OktaError.badRequestCode, text: "Bad request.")
    static let missingHandle = IDXMessage(
        key: "api.error.field_required",
        text: "'stateHandle' is required.",
        parameters: ["stateHandle"]
    )
    static let notAssigned = IDXMessage(
        key: "idx.error.user.not.assigned.to.app",
        text: "User is not assigned to this application."
    )
    static let noMatchingPolicy = IDXMessage(
        key: "idx.error.code.no_matching_policy",
        text: "You are not allowed to access this app. To request access, contact an admin."
    )
    static let recoveryRefused = IDXMessage(
        key: "oie.selfservice.reset.password.not.allowed",
        text: "Reset password is not allowed at this time. Please contact support for assistance."
    )
    static let unlockRefused = IDXMessage(
        key: "oie.selfservice.user.unlock.not.allowed",
        text: "Self Service Unlock is not allowed at this time. Please contact support for assistance."
    )
    static let unlocked = IDXMessage(
        key: "oie.selfservice.unlock_user.success.message",
        text: "You can log in using your existing username and password",
        isError: false
    )
    static let notEnrolled = IDXMessage(
        key: "oie.authenticator.enroll.error.fail",
        text: "Unable to enroll authenticator. Try again."
    )
    static let notVerified = IDXMessage(
        key: "oie.authenticator.verify.error.fail",
        text: "Unable to verify authenticator. Try again."
    )
    static let suspended = IDXMessage(
        key: "authfactor.challenge.suspended_factor",
        text: "This factor is suspended for your account due to too many failed attempts"
    )
    static let rejected = IDXMessage(
        key: "api.authn.poll.error.push_rejected",
        text: "You have chosen to reject this login."
    )
    static let invalidPhone = IDXMessage(
        key: "api.factors.error.sms.invalid_phone",
        text: "Invalid Phone Number."
    )

    static let registrationUnavailable = IDXMessage(
        key: "idx.error.registration.unavailable",
        text: "Registration is currently unavailable."
    )
    static let cancelledByUser = IDXMessage(
        key: "idx.operation.cancelled.by.user",
        text: "Operation cancelled by user."
    )

    /// What is wrong with an attribute of a new user, at its field.
    ///
    /// Differs: the recorded messages are those of an email address; the one of an absent attribute is that of other
    /// fields.
    static func profile(_ fault: ProfileFault) -> [IDXMessage] {
        let label = fault.attribute.label
        let pattern = IDXMessage(
            key: "registration.error.doesNotMatchPattern",
            text: "Provided value for property '\(label)' does not match required pattern",
            parameters: [label]
        )
        switch fault.kind {
        case .missing:
            return [
                IDXMessage(
                    key: "api.error.field_required",
                    text: "'\(fault.attribute.name)' is required.",
                    parameters: [fault.attribute.name]
                )
            ]
        case .tooLong: return [pattern]
        case .notEmail:
            let address = IDXMessage(
                key: "registration.error.invalidLoginEmail",
                text: "'\(label)' must be in the form of an email address",
                parameters: [label]
            )
            return [address, pattern]
        case .taken:
            return [
                IDXMessage(
                    key: "registration.error.notUniqueWithinOrg",
                    text: "A user with this \(label) already exists",
                    parameters: [label]
                )
            ]
        }
    }

    /// The password expires soon.
    static func passwordExpiring(_ org: String) -> IDXMessage {
        IDXMessage(
            key: "idx.password.expiring.message",
            text: "When your password expires, you will have to change your password before you can login to your "
                + "\(org) account.",
            parameters: [org],
            isError: false
        )
    }

    static func unknownUser(_ login: String) -> IDXMessage {
        IDXMessage(
            key: "idx.unknown.user",
            text: "There is no account with the Username \(login).",
            parameters: [],
            isError: false
        )
    }

    /// An input that the step does not ask for.
    static func notOffered(_ transaction: SignInTransaction) -> IDXMessage {
        switch transaction.step {
        case .chooseEnrollment, .enrollment: notEnrolled
        default: notVerified
        }
    }

    /// A recovery or unlock that the user may not have.
    static func notAllowed(_ transaction: SignInTransaction) -> IDXMessage {
        transaction.purpose == .unlock ? unlockRefused : recoveryRefused
    }

    /// A wrong code or answer, at the field.
    static func wrongAnswer(_ transaction: SignInTransaction) -> IDXMessage {
        let isEnrollment = if case .enrollment = transaction.step { true } else { false }
        switch transaction.challenge?.factor.kind ?? .email {
        case .totp where !isEnrollment:
            return IDXMessage(
                key: "authfactor.challenge.soft_token.invalid_passcode",
                text: "Your code doesn't match our records. Please try again."
            )
        case .question:
            return IDXMessage(
                key: "authfactor.challenge.question_factor.answer_invalid",
                text: "Your answer doesn't match our records. Please try again."
            )
        case .totp, .email, .sms, .call, .push:
            return IDXMessage(key: "api.authn.error.PASSCODE_INVALID", text: "Invalid code. Try again.", parameters: [])
        }
    }

    static let usedCode = IDXMessage(
        key: "authfactor.challenge.soft_token.used_passcode",
        text: "Each code can only be used once. Please wait for a new code and try again."
    )
    static let shortAnswer = IDXMessage(
        key: "securityQuestion.answer.tooShort.arg",
        text: "The security question answer must be at least \(SecurityQuestion.leastAnswer) characters in length",
        parameters: [String(SecurityQuestion.leastAnswer)]
    )

    static func weakPassword(_ policy: PasswordPolicy?) -> IDXMessage {
        let rules = [policy?.text, policy?.historyText].compactMap(\.self).filter { !$0.isEmpty }
        let text = rules.joined(separator: " ")
        return IDXMessage(
            key: "password.passwordRequirementsNotMet",
            text: "Password requirements were not met. " + text,
            parameters: [text]
        )
    }

    static let denied = IDXMessage(
        key: "security.access_denied",
        text: "You do not have permission to perform the requested action."
    )
}
