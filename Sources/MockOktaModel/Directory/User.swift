package import MockOktaFormats

package typealias UserID = Identifier<User>

/// A person of the organization (Okta's User object, `/api/v1/users`).
package struct User: Sendable {
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

    package var id: UserID
    package var status: Status
    package var login: String
    /// All profile attributes as written, `login` and `email` included.
    package var profile: JSONObject
    /// Nil when no password is right.
    package var password: Password?
    /// Groups the user is in, Everyone always first.
    package var groups: [GroupID]
    /// The object as the fixture has it, for echoing members this double does not interpret.
    package var source: JSONObject

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

    /// An attribute of the profile that has a value; attributes set to null count as absent.
    package func attribute(_ name: String) -> JSON? {
        guard let value = profile[name], value != .null else { return nil }
        return value
    }

    /// `firstName lastName`, or the login where the profile has neither; `displayName` wins over both.
    package var displayName: String {
        if let name = attribute("displayName")?.string { return name }
        let names = [attribute("firstName")?.string, attribute("lastName")?.string].compactMap(\.self)
        return names.isEmpty ? login : names.joined(separator: " ")
    }
}
