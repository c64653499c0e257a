package import MockOktaFormats

package typealias UserID = Identifier<User>

/// A user of the org (Okta's User object, `/api/v1/users`).
///
/// It is an immutable object, so that passing it on costs one reference, however many members it has.
package final class User: Sendable {
    package enum Status: String, CaseIterable, Sendable {
        case staged = "STAGED"
        case provisioned = "PROVISIONED"
        case active = "ACTIVE"
        case recovery = "RECOVERY"
        case passwordExpired = "PASSWORD_EXPIRED"
        case lockedOut = "LOCKED_OUT"
        case suspended = "SUSPENDED"
        case deprovisioned = "DEPROVISIONED"
    }

    package let id: UserID
    package let status: Status
    package let login: String
    /// All profile attributes as written, including `login` and `email`.
    package let profile: JSONObject
    /// Nil means that no password is accepted.
    package let password: Password?
    /// The groups of the user, Everyone always first.
    package let groups: [GroupID]
    /// The object as in the fixture, for returning members that this double does not interpret.
    package let source: JSONObject

    package init(
        id: UserID,
        status: Status = .active,
        login: String,
        profile: JSONObject,
        password: Password? = nil,
        groups: [GroupID] = [],
        source: JSONObject = [:]
    ) {
        self.id = id
        self.status = status
        self.login = login
        self.profile = profile
        self.password = password
        self.groups = groups
        self.source = source
    }

    /// A profile attribute that has a value; an attribute set to null counts as absent.
    package func attribute(_ name: String) -> JSON? {
        guard let value = profile[name], value != .null else { return nil }
        return value
    }

    /// `displayName`; without it `firstName lastName`, or the login if the profile has neither.
    package var displayName: String {
        if let name = attribute("displayName")?.string { return name }
        let names = [attribute("firstName")?.string, attribute("lastName")?.string].compactMap(\.self)
        return names.isEmpty ? login : names.joined(separator: " ")
    }
}

extension User: TableRow {
    package enum Key: Hashable, Sendable {
        /// The complete login, with ASCII letters in lower case.
        case login(ExactString)
        /// The part of the login before the `@`, with ASCII letters in lower case.
        case shortLogin(ExactString)
        case group(GroupID)
        /// Of every user whose password is given as a hash.
        case hashedPassword
    }

    package static func key(login: String) -> Key { .login(ExactString(login.asciiLowercased)) }

    package static func key(shortLogin: String) -> Key { .shortLogin(ExactString(shortLogin.asciiLowercased)) }

    /// Everyone is not a key, because it would match the whole table.
    package var keys: [Key] {
        let short = login.prefix { $0 != "@" }
        return [Self.key(login: login), Self.key(shortLogin: String(short))] + groups.dropFirst().map { .group($0) }
            + (password?.isHashed == true ? [.hashedPassword] : [])
    }
}

extension User {
    /// Whether tokens of this user are valid: those of a deactivated or suspended one are not (Okta, "Refresh tokens").
    package var canHoldTokens: Bool {
        switch status {
        case .deprovisioned, .suspended, .staged, .provisioned: false
        case .active, .recovery, .passwordExpired, .lockedOut: true
        }
    }
}
