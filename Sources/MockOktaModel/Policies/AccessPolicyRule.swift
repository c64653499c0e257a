package import MockOktaFormats

/// A rule of an access policy: which users may get which scopes by which grant types, and the token lifetimes.
///
/// It is an immutable object, so that passing it on costs one reference, however many members it has.
package final class AccessPolicyRule: Sendable {
    /// The rule's `conditions.people`; if nothing is included, every user matches.
    package struct People: Hashable, Sendable {
        package var includedUsers: Set<UserID> = []
        package var excludedUsers: Set<UserID> = []
        package var includedGroups: Set<GroupID> = []
        package var excludedGroups: Set<GroupID> = []
        /// The group `EVERYONE`: any user assigned to the app; exclusions are then ignored.
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
    /// Rules with lower numbers are evaluated first; the priorities of a policy's rules are unique.
    package let priority: Int
    package let isActive: Bool
    /// Stored as text: Okta accepts any string here, and an unknown one never matches.
    package let grantTypes: Set<ExactString>
    package let people: People
    package let scopes: Scopes
    package let lifetimes: TokenLifetimes
    package let source: JSONObject

    package init(
        id: Identifier<AccessPolicyRule>,
        name: String,
        priority: Int = 1,
        isActive: Bool = true,
        grantTypes: Set<ExactString>,
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
