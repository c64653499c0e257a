import MockOktaFormats
package import MockOktaModel

/// What the policies of an org demand of one sign-in.
package struct SignInPolicy: Hashable, Sendable {
    package var secondFactor: SecondFactor
    package var password = PasswordPolicy()

    package init(secondFactor: SecondFactor) {
        self.secondFactor = secondFactor
    }

    package init(_ organization: Organization) {
        secondFactor = organization.settings.secondFactor
    }

    /// The factors that users may set up while signing in.
    package static let enrollable: [Factor.Kind] = [.totp, .email, .sms, .call, .question]
}

/// A demand that a new password does not meet.
package enum PasswordRequirement: String, Hashable, Sendable {
    case length = "at least 8 characters"
    case lowerCase = "a lowercase letter"
    case upperCase = "an uppercase letter"
    case number = "a number"
    case userName = "no parts of your username"
    case history = "none of the last passwords"
}

/// The rules of new passwords and of lockout (Okta, "Password policies"): those of a new org.
package struct PasswordPolicy: Hashable, Sendable {
    package var minLength = 8
    package var minLowerCase = 1
    package var minUpperCase = 1
    package var minNumber = 1
    package var minSymbol = 0
    package var historyCount = 4
    /// Failed attempts after which a user is locked out.
    package var maxAttempts = 10

    /// The first requirement that a password does not meet; nil for a good one.
    func unmet(by password: String, of user: User) -> PasswordRequirement? {
        let bytes = password.utf8
        func count(_ range: ClosedRange<UInt8>) -> Int { bytes.count { range.contains($0) } }
        if password.count < minLength { return .length }
        if count(0x61...0x7A) < minLowerCase { return .lowerCase }
        if count(0x41...0x5A) < minUpperCase { return .upperCase }
        if count(0x30...0x39) < minNumber { return .number }
        let lowered = password.asciiLowercased
        let parts = user.login.asciiLowercased.split { !$0.isLetter && !$0.isNumber }.filter { $0.count >= 4 }
        return parts.contains { lowered.contains($0) } ? .userName : nil
    }
}
