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

    private struct Members: Sendable {
        var id: UserID
        var status: Status
        var login: String
        var profile: JSONObject
        var password: Password?
        var groups: [GroupID]
        var source: JSONObject
    }

    private var box: Box<Members>

    package init(
        id: UserID,
        status: Status = .active,
        login: String,
        profile: JSONObject,
        password: Password? = nil,
        groups: [GroupID] = [],
        source: JSONObject = [:]
    ) {
        box = Box(
            Members(
                id: id,
                status: status,
                login: login,
                profile: profile,
                password: password,
                groups: groups,
                source: source
            )
        )
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

    private mutating func change(_ change: (inout Members) -> Void) {
        box = box.changed(change)
    }
}

extension User {
    package var id: UserID {
        get { box.members.id }
        set { change { $0.id = newValue } }
    }

    package var status: Status {
        get { box.members.status }
        set { change { $0.status = newValue } }
    }

    package var login: String {
        get { box.members.login }
        set { change { $0.login = newValue } }
    }

    /// All profile attributes as written, `login` and `email` included.
    package var profile: JSONObject {
        get { box.members.profile }
        set { change { $0.profile = newValue } }
    }

    /// Nil when no password is right.
    package var password: Password? {
        get { box.members.password }
        set { change { $0.password = newValue } }
    }

    /// Groups the user is in, Everyone always first.
    package var groups: [GroupID] {
        get { box.members.groups }
        set { change { $0.groups = newValue } }
    }

    /// The object as the fixture has it, for echoing members this double does not interpret.
    package var source: JSONObject {
        get { box.members.source }
        set { change { $0.source = newValue } }
    }
}
