package import MockOktaFormats

/// A rule of an access policy: who may have which scopes by which grant, and for how long.
///
/// An object that never changes, so that passing it on costs one reference, however many members it has.
package final class AccessPolicyRule: Sendable {
    /// The rule's `conditions.people`; where nothing is included, every user matches.
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

    package let id: Identifier<AccessPolicyRule>
    package let name: String
    /// The lower comes first; rules of a policy have different ones.
    package let priority: Int
    package let isActive: Bool
    /// Kept as text: Okta accepts any word here, and one it does not know never matches.
    package let grantTypes: Set<String>
    package let people: People
    package let scopes: Scopes
    package let lifetimes: TokenLifetimes
    package let source: JSONObject

    package init(
        id: Identifier<AccessPolicyRule>,
        name: String,
        priority: Int = 1,
        isActive: Bool = true,
        grantTypes: Set<String>,
        people: People = People(),
        scopes: Scopes = .all,
        lifetimes: TokenLifetimes = .standard,
        source: JSONObject = [:]
    ) {
        self.id = id
        self.name = name
        self.priority = priority
        self.isActive = isActive
        self.grantTypes = grantTypes
        self.people = people
        self.scopes = scopes
        self.lifetimes = lifetimes
        self.source = source
    }
}
