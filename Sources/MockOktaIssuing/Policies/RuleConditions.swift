import MockOktaFormats
import MockOktaModel

/// Evaluates one rule: grant types, then people, then scopes; the first condition that fails is reported.
struct RuleConditions {
    let rule: AccessPolicyRule
    let question: PolicyEvaluation.Question
    let organization: Organization

    var verdict: PolicyTrace.Rule {
        guard let (condition, why) = statusFailure ?? grantTypeFailure ?? peopleFailure ?? scopeFailure else {
            return PolicyTrace.Rule(name: rule.name, isMatch: true, why: "all conditions hold")
        }
        return PolicyTrace.Rule(name: rule.name, isMatch: false, condition: condition, why: why)
    }

    /// The condition that failed, as a path into the rule, and the reason.
    private typealias Failure = (condition: String, why: String)

    private var statusFailure: Failure? { rule.isActive ? nil : ("status", "the rule is INACTIVE") }

    private var grantTypeFailure: Failure? {
        question.grantTypes.first { !rule.grantTypes.contains($0.rawValue) }
            .map {
                ("grantTypes", "grantTypes.include lacks \($0.rawValue); it has \(rule.grantTypes.sortedTexts.listed)")
            }
    }

    private var peopleFailure: Failure? {
        let people = rule.people
        guard let user = question.user else {
            let isOpen = people.includesNobodyInParticular || people.includesEveryone
            return isOpen ? nil : ("people", "the rule names people, and there is no user in this grant")
        }
        // Including Everyone disables exclusions (Okta, "Create a custom authorization server" by Terraform).
        guard !people.includesEveryone else { return nil }
        if people.excludedUsers.contains(user.id) { return ("people.users", "\(user.login) is excluded") }
        if let group = user.groups.first(where: people.excludedGroups.contains) {
            return ("people.groups", "\(user.login) is in the excluded group \(name(of: group))")
        }
        return inclusionFailure(user, people)
    }

    private func inclusionFailure(_ user: User, _ people: AccessPolicyRule.People) -> Failure? {
        guard !people.includesNobodyInParticular, !people.includedUsers.contains(user.id),
            people.includedGroups.isDisjoint(with: user.groups)
        else { return nil }
        let groups = people.includedGroups.map(name(of:)).sorted()
        return ("people.groups", "\(user.login) is in none of the groups \(groups.listed), and not included by name")
    }

    private var scopeFailure: Failure? {
        guard case .only(let allowed) = rule.scopes, !question.areDefaultScopes else { return nil }
        let denied = deniedScopes
        return denied.isEmpty ? nil : ("scopes", "scopes.include lacks \(denied.listed); it has \(allowed.listed)")
    }

    /// The requested scopes that the rule does not allow.
    var deniedScopes: [String] {
        guard case .only(let allowed) = rule.scopes else { return [] }
        let listsOpenIDScopes = allowed.contains { Scope.openIDConnect.contains($0) }
        let grantsOpenIDScopes = !listsOpenIDScopes || organization.settings.rulesAlwaysGrantOpenIDScopes
        return question.scopes.filter { scope in
            !allowed.contains(scope) && !(grantsOpenIDScopes && Scope.openIDConnect.contains(scope))
        }
    }

    /// What the rule would have to allow beside what it does; nil where it is inactive or not for the user.
    var lack: Lack? {
        guard statusFailure == nil, peopleFailure == nil else { return nil }
        return Lack(
            grantTypes: question.grantTypes.map(\.rawValue).filter { !rule.grantTypes.contains($0) },
            scopes: question.areDefaultScopes ? [] : deniedScopes
        )
    }

    private func name(of group: GroupID) -> String { organization.group(group)?.name ?? group.rawValue }
}
