import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

/// A factor's profile as it is shown before the user is known for certain: addresses and numbers are masked.
enum FactorProfile {
    static func shown(_ factor: Factor) -> JSONObject {
        switch factor.kind {
        case .email: return ["email": .string(masked(email: factor.profile["email"]?.string ?? ""))]
        case .sms, .call: return ["phoneNumber": .string(masked(number: factor.profile["phoneNumber"]?.string ?? ""))]
        case .question:
            let key = factor.profile["question"]?.string ?? ""
            return ["question": .string(key), "questionText": .string(question(of: factor))]
        case .totp, .push:
            var profile = factor.profile
            profile["answer"] = nil
            return profile
        }
    }

    /// The text of a security question.
    static func question(of factor: Factor) -> String {
        let key = factor.profile["question"]?.string ?? ""
        return factor.profile["questionText"]?.string ?? SecurityQuestion.text(key) ?? key
    }

    /// First and last character of the part before the `@` remain: `j***e@example.com`.
    static func masked(email: String) -> String {
        guard let at = email.lastIndex(of: "@"), let first = email[..<at].first, let last = email[..<at].last else {
            return "***"
        }
        return "\(first)***\(last)\(email[at...])"
    }

    /// Masks all digits but the last four, as Okta does in `profile.phoneNumber` of a challenge: `+1 XXX-XXX-1337`.
    static func masked(number: String) -> String {
        let country = number.hasPrefix("+1") ? "+1" : String(number.prefix(3))
        return "\(country) XXX-XXX-\(number.suffix(4))"
    }
}
