package import MockOktaFormats

/// A rule of an access policy: who may have which scopes by which grant, and for how long.
package struct AccessPolicyRule: Sendable {
    /// The rule's `conditions.people`; nothing included at all matches everybody.
    package struct People: Hashable, Sendable {
        package var includedUsers: Set<UserID> = []
        package var excludedUsers: Set<UserID> = []
        package var includedGroups: Set<GroupID> = []
        package var excludedGroups: Set<GroupID> = []
        /// The group `EVERYONE`: any user assigned to the app; exclusions are ignored then.
        package var includesEveryone = false

        package init() {}

        package var includesNobodyInParticular: Bool {
            includedUsers.isEmpty && includedGroups.isEmpty && !includesEveryone
        }
    }

    package enum Scopes: Hashable, Sendable {
        case all
        case only([String])
    }

    private struct Members: Sendable {
        var id: Identifier<AccessPolicyRule>
        var name: String
        var isActive = true
        var grantTypes: Set<String>
        var people = People()
        var scopes: Scopes = .all
        var lifetimes: TokenLifetimes = .standard
        var source: JSONObject = [:]
    }

    private var box: Box<Members>

    package init(id: Identifier<AccessPolicyRule>, name: String, grantTypes: Set<String>) {
        box = Box(Members(id: id, name: name, grantTypes: grantTypes))
    }

    private mutating func change(_ change: (inout Members) -> Void) {
        box = box.changed(change)
    }
}

extension AccessPolicyRule {
    package var id: Identifier<AccessPolicyRule> {
        get { box.members.id }
        set { change { $0.id = newValue } }
    }

    package var name: String {
        get { box.members.name }
        set { change { $0.name = newValue } }
    }

    package var isActive: Bool {
        get { box.members.isActive }
        set { change { $0.isActive = newValue } }
    }

    /// Kept as text: Okta accepts any word here, and one it does not know never matches.
    package var grantTypes: Set<String> {
        get { box.members.grantTypes }
        set { change { $0.grantTypes = newValue } }
    }

    package var people: People {
        get { box.members.people }
        set { change { $0.people = newValue } }
    }

    package var scopes: Scopes {
        get { box.members.scopes }
        set { change { $0.scopes = newValue } }
    }

    package var lifetimes: TokenLifetimes {
        get { box.members.lifetimes }
        set { change { $0.lifetimes = newValue } }
    }

    package var source: JSONObject {
        get { box.members.source }
        set { change { $0.source = newValue } }
    }
}
