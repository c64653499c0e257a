package import MockOktaFormats

/// A policy of the org about signing in: for whom it is, and its rules in order of priority (Okta, "Policies API").
package final class OrgPolicy: TableRow {
    package enum Kind: String, CaseIterable, Sendable {
        case signOn = "OKTA_SIGN_ON"
        case access = "ACCESS_POLICY"
        case enrollment = "MFA_ENROLL"
        case password = "PASSWORD"
        case profileEnrollment = "PROFILE_ENROLLMENT"

        /// The prefix of the policies' ids.
        package var prefix: IdentifierPrefix {
            switch self {
            case .access, .profileEnrollment: .signOnPolicy
            case .signOn, .enrollment, .password: .policy
            }
        }

        /// Whether the policies of this kind are assigned to apps, instead of being evaluated in order of priority.
        package var isOfApps: Bool { self == .access || self == .profileEnrollment }

        /// The `type` of the rules.
        package var ruleType: String {
            switch self {
            case .signOn: "SIGN_ON"
            case .access, .enrollment, .password, .profileEnrollment: rawValue
            }
        }
    }

    /// A rule of a policy.
    package struct Rule: Sendable {
        package let id: Identifier<Rule>
        package let name: String
        package let isActive: Bool
        package let people: AccessPolicyRule.People
        package let source: JSONObject

        package init(
            id: Identifier<Rule>,
            name: String,
            isActive: Bool,
            people: AccessPolicyRule.People,
            source: JSONObject
        ) {
            self.id = id
            self.name = name
            self.isActive = isActive
            self.people = people
            self.source = source
        }

        /// Whether the org has the rule by itself; it comes after all others.
        package var isSystem: Bool { source["system"]?.bool == true }

        /// A member of the rule's `actions`.
        package func action(_ name: String) -> JSON? { source["actions"]?[name] }
    }

    package let id: Identifier<OrgPolicy>
    package let kind: Kind
    package let name: String
    package let isActive: Bool
    package let people: AccessPolicyRule.People
    package let rules: [Rule]
    /// The object without its rules.
    package let source: JSONObject

    package init(
        id: Identifier<OrgPolicy>,
        kind: Kind,
        name: String,
        isActive: Bool,
        people: AccessPolicyRule.People,
        rules: [Rule],
        source: JSONObject
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.isActive = isActive
        self.people = people
        self.rules = rules
        self.source = source
    }

    package var keys: [Kind] { [kind] }

    /// Whether the org has the policy by itself; it comes after all others.
    package var isSystem: Bool { source["system"]?.bool == true }

    /// 1 comes first; policies without a priority come last.
    package var priority: Int { source["priority"]?.integer ?? .max }

    /// A copy with other rules.
    package func with(rules: [Rule]) -> OrgPolicy {
        OrgPolicy(id: id, kind: kind, name: name, isActive: isActive, people: people, rules: rules, source: source)
    }

    /// The first active rule that is for a user.
    package func rule(for user: User) -> Rule? { rules.first { $0.isActive && $0.people.includes(user) } }
}

extension AccessPolicyRule.People {
    /// Whether a rule of an org's policy is for a user: excluded users never are, whatever includes them.
    package func includes(_ user: User) -> Bool {
        guard !excludedUsers.contains(user.id), excludedGroups.isDisjoint(with: user.groups) else { return false }
        return includesEveryone || includesNobodyInParticular || includedUsers.contains(user.id)
            || !includedGroups.isDisjoint(with: user.groups)
    }
}

extension Organization {
    /// The policies of a kind, active or not, in order of priority.
    package func policies(_ kind: OrgPolicy.Kind) -> [OrgPolicy] {
        let rows = contents.policies.rows(kind)
        guard rows.count > 1 else { return rows }
        return rows.enumerated().sorted { one, other in
            let (first, second) = (one.element, other.element)
            return (first.isSystem ? 1 : 0, first.priority, one.offset)
                < (second.isSystem ? 1 : 0, second.priority, other.offset)
        }.map(\.element)
    }

    /// The first active policy for a user, and its first active rule for them (Okta, "Policies", evaluation).
    ///
    /// - Returns: nil where no policy is for the user; a policy of which no rule is for them is passed over, unless the
    ///   policy itself decides (`PASSWORD`).
    package func policy(_ kind: OrgPolicy.Kind, for user: User) -> (policy: OrgPolicy, rule: OrgPolicy.Rule?)? {
        guard !contents.policies.isEmpty else { return nil }
        for policy in policies(kind) where policy.isActive && policy.people.includes(user) {
            let rule = policy.rule(for: user)
            if rule != nil || kind == .password || kind == .enrollment { return (policy, rule) }
        }
        return nil
    }

    /// The policy that an app links to; nil where the org has no such policy.
    package func accessPolicy(of application: Application) -> OrgPolicy? { policy(.access, of: application) }

    /// The PROFILE_ENROLLMENT policy that an app links to; else the org's own, or the first one where none is the
    /// org's own.
    ///
    /// Differs: without a link Okta always uses the org's own policy, which an export may lack.
    package func profileEnrollmentPolicy(of application: Application?) -> OrgPolicy? {
        if let linked = application.flatMap({ policy(.profileEnrollment, of: $0) }) { return linked }
        let active = policies(.profileEnrollment).filter(\.isActive)
        return active.first(where: \.isSystem) ?? active.first
    }

    private func policy(_ kind: OrgPolicy.Kind, of application: Application) -> OrgPolicy? {
        guard !contents.policies.isEmpty, let id = application.policyID(kind) else { return nil }
        let policy = contents.policies[Identifier(rawValue: id)]
        return policy?.kind == kind && policy?.isActive == true ? policy : nil
    }
}

extension OrgPolicy.Kind {
    /// The member of an app's object, and of its `_links`, that names its policy of this kind.
    package var nameInApps: String { self == .profileEnrollment ? "profileEnrollment" : "accessPolicy" }
}

extension Application {
    /// The policy that was assigned by the Management API, or the one that an export links to.
    fileprivate func policyID(_ kind: OrgPolicy.Kind) -> String? {
        let link = source["_links"]?[kind.nameInApps]?["href"]?.string
        return source[kind.nameInApps]?.string ?? link?.split(separator: "/").last.map(String.init)
    }
}
