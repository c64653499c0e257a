import MockOktaFormats
package import MockOktaModel

/// A demand that a new password does not meet.
package enum PasswordRequirement: String, Hashable, Sendable {
    case length = "its length"
    case lowerCase = "a lowercase letter"
    case upperCase = "an uppercase letter"
    case number = "a number"
    case symbol = "a symbol"
    case userName = "no parts of your username"
    case firstName = "does not include your first name"
    case lastName = "does not include your last name"
    case history = "none of the last passwords"
}

/// The rules of passwords and of lockout of one user (Okta, "Password policies").
///
/// Differs: common passwords and `minAgeMinutes` are not checked.
package struct PasswordPolicy: Hashable, Sendable {
    package let minLength: Int
    package let minLowerCase: Int
    package let minUpperCase: Int
    package let minNumber: Int
    package let minSymbol: Int
    package let excludesUserName: Bool
    /// `firstName` and `lastName`, where new passwords may not contain them.
    package let excludedAttributes: [String]
    package let historyCount: Int
    package let minAgeMinutes: Int
    /// The age at which a password expires; nil for never.
    package let maxAge: TimeSpan?
    /// The time before that in which users are warned.
    package let warning: TimeSpan
    /// Failed attempts after which a user is locked out; 0 for never.
    package let maxAttempts: Int
    /// When a lockout ends by itself; nil for never.
    package let autoUnlock: TimeSpan?
    /// Whether a locked user is told so.
    package let showsLockout: Bool
    package let allowsRecovery: Bool
    package let allowsUnlock: Bool
    /// Whether recovery by `/api/v1/authn` asks the recovery question of users who have one.
    package let asksRecoveryQuestion: Bool

    /// The policy of a user; what it leaves out, or where there is none, is as in a new org.
    package init(_ organization: Organization, for user: User) {
        let found = organization.policy(.password, for: user)
        let settings = found?.policy.source["settings"]?["password"]
        let (complexity, age, lockout) = (settings?["complexity"], settings?["age"], settings?["lockout"])
        minLength = complexity?["minLength"]?.integer ?? 8
        minLowerCase = complexity?["minLowerCase"]?.integer ?? 1
        minUpperCase = complexity?["minUpperCase"]?.integer ?? 1
        minNumber = complexity?["minNumber"]?.integer ?? 1
        minSymbol = complexity?["minSymbol"]?.integer ?? 0
        excludesUserName = complexity?["excludeUsername"]?.bool ?? true
        excludedAttributes = complexity?["excludeAttributes"]?.strings ?? []
        historyCount = age?["historyCount"]?.integer ?? 4
        minAgeMinutes = age?["minAgeMinutes"]?.integer ?? 0
        maxAge = Self.span(age?["maxAgeDays"], unit: .hours(24))
        warning = Self.span(age?["expireWarnDays"], unit: .hours(24)) ?? .seconds(0)
        maxAttempts = lockout?["maxAttempts"]?.integer ?? 10
        autoUnlock = Self.span(lockout?["autoUnlockMinutes"], unit: .minutes(1))
        showsLockout = lockout?["showLockoutFailures"]?.bool ?? false
        let recovery = found?.policy.source["settings"]?["recovery"]?["factors"]
        asksRecoveryQuestion = recovery?["recovery_question"]?["status"]?.string != "INACTIVE"
        let rule = found?.rule
        allowsRecovery = rule?.action("selfServicePasswordReset")?["access"]?.string != "DENY"
        allowsUnlock = rule?.action("selfServiceUnlock")?["access"]?.string != "DENY"
    }

    private static func span(_ value: JSON?, unit: TimeSpan) -> TimeSpan? {
        guard let count = value?.integer, count > 0 else { return nil }
        return .seconds(unit.seconds * Int64(min(count, Int(Int32.max))))
    }

    /// When the password of a user expires; nil where passwords do not age, or the time of the last change is unknown.
    package func expiry(of user: User) -> Instant? {
        guard let maxAge, let changed = (user.source["passwordChanged"]?.string).flatMap(RFC3339.parse) else {
            return nil
        }
        return Instant(microseconds: changed) + maxAge
    }

    /// Whether the user must set a new password before anything else.
    package func isExpired(_ user: User, at now: Instant) -> Bool {
        user.status == .passwordExpired || expiry(of: user).map { now >= $0 } ?? false
    }

    /// The days until the password expires, rounded up, while users are warned; nil before that.
    package func daysLeft(_ user: User, at now: Instant) -> Int? {
        guard let expiry = expiry(of: user), now < expiry, now + warning >= expiry else { return nil }
        return Int(((expiry - now).seconds + 86_399) / 86_400)
    }

    /// Whether the lockout of a user has ended by itself.
    package func hasLockoutEnded(_ user: User, at now: Instant) -> Bool {
        guard user.status == .lockedOut, let autoUnlock,
            let since = (user.source["statusChanged"]?.string).flatMap(RFC3339.parse)
        else { return false }
        return now >= Instant(microseconds: since) + autoUnlock
    }
}

extension PasswordPolicy {
    /// The first requirement that a password does not meet; nil for a good one.
    func unmet(by password: String, of user: User) -> PasswordRequirement? {
        let bytes = password.utf8
        func count(_ range: ClosedRange<UInt8>) -> Int { bytes.count { range.contains($0) } }
        let (lower, upper, digits) = (count(0x61...0x7A), count(0x41...0x5A), count(0x30...0x39))
        if password.count < minLength { return .length }
        if lower < minLowerCase { return .lowerCase }
        if upper < minUpperCase { return .upperCase }
        if digits < minNumber { return .number }
        if bytes.count - lower - upper - digits < minSymbol { return .symbol }
        let lowered = password.asciiLowercased
        if excludesUserName {
            let parts = user.login.asciiLowercased.split { !$0.isLetter && !$0.isNumber }.filter { $0.count >= 4 }
            if parts.contains(where: { lowered.contains($0) }) { return .userName }
        }
        let names: [(String, PasswordRequirement)] = [("firstName", .firstName), ("lastName", .lastName)]
        return names.first { name, _ in
            guard excludedAttributes.contains(name), let text = user.attribute(name)?.string, text.count >= 3 else {
                return false
            }
            return lowered.contains(text.asciiLowercased)
        }?.1
    }

    /// What new passwords must hold, as Okta lists it.
    package var text: String {
        func number(_ count: Int, _ one: String) -> String? { count > 0 ? one : nil }
        let parts = [
            "at least \(minLength) characters", number(minLowerCase, PasswordRequirement.lowerCase.rawValue),
            number(minUpperCase, PasswordRequirement.upperCase.rawValue),
            number(minNumber, PasswordRequirement.number.rawValue),
            number(minSymbol, PasswordRequirement.symbol.rawValue),
            excludesUserName ? PasswordRequirement.userName.rawValue : nil,
            excludedAttributes.contains("firstName") ? PasswordRequirement.firstName.rawValue : nil,
            excludedAttributes.contains("lastName") ? PasswordRequirement.lastName.rawValue : nil,
        ]
        return "Password requirements: " + parts.compactMap(\.self).joined(separator: ", ") + "."
    }

    /// Which earlier passwords may not be used again, as Okta says it; empty where all may.
    package var historyText: String {
        historyCount > 0 ? "Your password cannot be any of your last \(historyCount) passwords." : ""
    }
}
