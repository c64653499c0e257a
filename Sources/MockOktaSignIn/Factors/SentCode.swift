import MockOktaCrypto
import MockOktaFormats
import MockOktaModel

/// A code that is sent by email, text message or call.
enum SentCode {
    /// The message with a code; nil for factors that get none.
    static func message(
        _ code: String,
        to factor: Factor,
        _ user: User,
        _ purpose: OutboxMessage.Purpose
    ) -> OutboxMessage? {
        let kind: OutboxMessage.Kind
        let recipient: String?
        switch factor.kind {
        case .email: (kind, recipient) = (.email, factor.profile["email"]?.string)
        case .sms: (kind, recipient) = (.sms, factor.profile["phoneNumber"]?.string)
        case .call: (kind, recipient) = (.call, factor.profile["phoneNumber"]?.string)
        case .totp, .question, .push: return nil
        }
        return OutboxMessage(
            kind,
            to: recipient ?? user.login,
            user: user.login,
            purpose,
            subject: subject(purpose),
            text: "Your verification code is \(code).",
            code: code
        )
    }

    private static func subject(_ purpose: OutboxMessage.Purpose) -> String {
        switch purpose {
        case .factor: "One-time verification code"
        case .recovery: "Account password reset"
        case .unlock: "Unlock Account"
        case .activation: "Activate your account"
        }
    }

    static func isRight(_ answer: String, for challenge: FactorChallenge, at now: Instant) -> Bool {
        guard let code = challenge.code, now < challenge.expires else { return false }
        return ConstantTime.equal(code, answer)
    }
}
