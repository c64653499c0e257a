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

    package var id: Identifier<AccessPolicyRule>
    package var name: String
    package var isActive = true
    /// Kept as text: Okta accepts any word here, and one it does not know never matches.
    package var grantTypes: Set<String>
    package var people = People()
    package var scopes: Scopes = .all
    package var lifetimes: TokenLifetimes = .standard
    package var source: JSONObject = [:]

    package init(id: Identifier<AccessPolicyRule>, name: String, grantTypes: Set<String>) {
        self.id = id
        self.name = name
        self.grantTypes = grantTypes
    }
}
