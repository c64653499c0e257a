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
            isActive = GroupRules.isActive(object)
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

    /// The steps that all evaluations of one change may take: about a second, during which other changes wait.
    package static let steps = 40_000_000
    /// The steps that an evaluation may take besides: more than that of a usual rule takes.
    private static let usualSteps = 100

    /// Returns an org whose rules have been evaluated for the users that a change concerns.
    ///
    /// Differs: Okta evaluates rules after its answer, however long it takes.
    ///
    /// - Parameters:
    ///   - organization: the org after the change.
    ///   - former: the org before it.
    ///   - now: the instant of the change.
    ///   - steps: the steps that the evaluations may take.
    /// - Returns: the org, as part of the same change.
    /// - Throws: `Refusal` E0000001 where the evaluations take too long.
    package static func applied(
        to organization: Organization,
        since former: Organization,
        at now: Instant,
        steps: Int = GroupRules.steps
    ) throws(Refusal) -> Organization {
        let (active, earlier) = (all(in: organization).filter(isActive), all(in: former))
        guard !active.isEmpty else { return organization }
        let (users, rules) = (organization.contents.users, GroupRules(organization, at: now))
        // A rule that is deactivated or deleted gives nothing new: this is possible however costly the rules are.
        let concerned =
            active.allSatisfy(earlier.contains)
            ? users.changes(since: former.contents.users).compactMap { users[$0] } : Array(users)
        let budget = EvaluationBudget(steps: steps + usualSteps * concerned.count * rules.rules.count)
        var changed: [User] = []
        for user in concerned {
            do throws(ExpressionError) {
                if let user = try rules.changed(user, budget) { changed.append(user) }
            } catch {
                throw tooExpensive(rules.rules.count, concerned.count)
            }
        }
        guard !changed.isEmpty else { return organization }
        let result = changed
        return organization.amending { contents in
            for user in result { contents.users.set(user) }
        }
    }

    private static func isActive(_ rule: JSONObject) -> Bool { rule["status"] == "ACTIVE" }

    private static func tooExpensive(_ rules: Int, _ users: Int) -> Refusal {
        var error = OktaError.validationFailed.with("groupRules")
        let cause = "the \(rules) group rules take too long for \(users) users; simplify their expressions"
        error.causes = ["groupRules: " + cause]
        return Refusal(error, why: cause)
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
    private func changed(_ user: User, _ budget: EvaluationBudget) throws(ExpressionError) -> User? {
        let former = user.groupsByRule
        let byHand = user.groups.filter { !former.contains($0) }
        var given: Set<GroupID> = []
        if user.status != .deprovisioned {
            for rule in rules {
                let groups = rule.groups.filter { organization.group($0) != nil && !byHand.contains($0) }
                if rule.isActive {
                    if try matches(rule, user, budget) { given.formUnion(groups) }
                } else {
                    given.formUnion(groups.filter(former.contains))
                }
            }
        }
        guard given != former else { return nil }
        let kept = user.groups.filter { !former.contains($0) || given.contains($0) }
        let added = given.subtracting(kept).sorted { $0.rawValue < $1.rawValue }
        return user.with(groups: kept + added, byRule: given)
    }

    /// Whether a user matches a rule; a rule that alone takes too long matches no user.
    private func matches(
        _ rule: Rule,
        _ user: User,
        _ budget: EvaluationBudget
    ) throws(ExpressionError) -> Bool {
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
        let own = EvaluationBudget(steps: min(EvaluationBudget.steps, budget.remaining))
        let value = try? expression.value(in: scope, budget: own)
        try budget.spend(own.spent + 1, at: nil)
        return value == true
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
