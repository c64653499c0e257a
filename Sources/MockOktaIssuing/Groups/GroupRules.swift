import MockOktaExpressions
package import MockOktaFormats
package import MockOktaModel

/// Adds users to groups, and removes them, as the org's group rules say (Okta, "Group rules").
///
/// A user keeps a list of the groups that rules gave, `groupsByRule`; the other groups were assigned by hand, and rules
/// leave them alone. An inactive rule gives no group and takes none away.
package struct GroupRules: Sendable {
    private struct Rule: Sendable {
        let isActive: Bool
        /// Nil for a text that is no expression: such a rule matches no user.
        let expression: Expression?
        let groups: [GroupID]
        let excludedUsers: [String]

        init(_ object: JSONObject) {
            isActive = object["status"] == "ACTIVE"
            let text = object["conditions"]?["expression"]?["value"]?.string ?? ""
            expression = try? Expression.cached(text)
            groups = GroupRules.groups(of: object)
            excludedUsers = object["conditions"]?["people"]?["users"]?["exclude"]?.strings ?? []
        }
    }

    private let rules: [Rule]
    private let organization: Organization
    private let now: Instant

    /// The user's member with the groups that rules gave.
    package static let member = "groupsByRule"

    private init(_ organization: Organization, at now: Instant) {
        self.organization = organization
        self.now = now
        rules = Self.all(in: organization).map(Rule.init)
    }

    /// The rules of an org, as Okta's objects.
    package static func all(in organization: Organization) -> [JSONObject] {
        organization.contents.others[.groupRules] ?? []
    }

    package static func groups(of rule: JSONObject) -> [GroupID] {
        (rule["actions"]?["assignUserToGroups"]?["groupIds"]?.strings ?? []).map(GroupID.init(rawValue:))
    }

    /// Why a text is no expression of a rule; nil where no problem is known.
    package static func fault(of text: String) -> String? { Claim.Value.expression(text).fault }

    /// Returns an org whose rules have been evaluated for the users that a change concerns.
    ///
    /// - Parameters:
    ///   - organization: the org after the change.
    ///   - former: the org before it.
    ///   - now: the instant of the change.
    /// - Returns: the org, as part of the same change.
    package static func applied(
        to organization: Organization,
        since former: Organization,
        at now: Instant
    )
        -> Organization
    {
        let objects = all(in: organization)
        guard objects.contains(where: { $0["status"] == "ACTIVE" }) else { return organization }
        let users = organization.contents.users
        let rules = GroupRules(organization, at: now)
        let concerned =
            objects == all(in: former)
            ? users.changes(since: former.contents.users).compactMap { users[$0] } : Array(users)
        let changed = concerned.compactMap(rules.changed)
        guard !changed.isEmpty else { return organization }
        return organization.amending { contents in
            for user in changed { contents.users.set(user) }
        }
    }

    /// Returns an org after a rule was deleted.
    ///
    /// - Parameters:
    ///   - rule: the rule, which the org has no more.
    ///   - organization: the org.
    ///   - removesUsers: whether the users leave the groups that the rule put them into.
    /// - Returns: the org, as part of the same change.
    package static func forgetting(
        _ rule: JSONObject,
        in organization: Organization,
        removesUsers: Bool
    )
        -> Organization
    {
        let others = Set(all(in: organization).flatMap(groups))
        let lost = Set(groups(of: rule)).subtracting(others)
        let changed = organization.contents.users.compactMap { user -> User? in
            let byRule = user.groupsByRule
            guard !byRule.isDisjoint(with: lost) else { return nil }
            let kept = removesUsers ? user.groups.filter { !byRule.contains($0) || !lost.contains($0) } : user.groups
            return user.with(groups: kept, byRule: byRule.subtracting(lost))
        }
        guard !changed.isEmpty else { return organization }
        return organization.amending { contents in
            for user in changed { contents.users.set(user) }
        }
    }

    /// A user who was put into a group by hand: the group stays when no rule gives it any more.
    package static func byHand(_ user: User, in group: GroupID) -> User {
        user.with(groups: user.groups, byRule: user.groupsByRule.subtracting([group]))
    }

    /// The user with the groups that the rules give now; nil where nothing changes.
    private func changed(_ user: User) -> User? {
        let former = user.groupsByRule
        let byHand = user.groups.filter { !former.contains($0) }
        var given: Set<GroupID> = []
        if user.status != .deprovisioned {
            for rule in rules {
                let groups = rule.groups.filter { organization.group($0) != nil && !byHand.contains($0) }
                given.formUnion(rule.isActive ? (matches(rule, user) ? groups : []) : groups.filter(former.contains))
            }
        }
        guard given != former else { return nil }
        let kept = user.groups.filter { !former.contains($0) || given.contains($0) }
        let added = given.subtracting(kept).sorted { $0.rawValue < $1.rawValue }
        return user.with(groups: kept + added, byRule: given)
    }

    private func matches(_ rule: Rule, _ user: User) -> Bool {
        guard let expression = rule.expression, !rule.excludedUsers.contains(user.id.rawValue) else { return false }
        let scope = ExpressionScope(
            organization: organization,
            application: Self.noApplication,
            user: user,
            scopes: [],
            authenticationMethods: [],
            now: now,
            groupLimit: nil
        )
        return (try? expression.value(in: scope)) == true
    }

    /// Rules know no app.
    private static let noApplication = Application(id: ApplicationID(rawValue: ""), clientID: "", label: "")
}

extension User {
    fileprivate var groupsByRule: Set<GroupID> {
        Set((source[GroupRules.member]?.strings ?? []).map(GroupID.init(rawValue:)))
    }

    fileprivate func with(groups: [GroupID], byRule: Set<GroupID>) -> User {
        var source = source
        let ids = byRule.map(\.rawValue).sorted()
        source[GroupRules.member] = ids.isEmpty ? nil : .array(ids.map { .string($0) })
        return User(
            id: id,
            status: status,
            login: login,
            profile: profile,
            password: password,
            groups: groups,
            source: source
        )
    }
}
