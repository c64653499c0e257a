import MockOktaFormats
import MockOktaModel

/// The policies about signing in that every Identity Engine org has (recorded; Okta, "Policies").
///
/// Differs: they have no effect until they are changed; without another policy `mock.secondFactor` decides, and
/// passwords have the settings shown here.
enum BuiltInPolicies {
    struct Row: Sendable {
        let kind: OrgPolicy.Kind
        let name: String
        var description: String?
        var isSystem = true
        var settings: JSON?
        /// The actions of the rule for everybody; nil for none.
        var actions: JSON?

        var id: String { DerivedText.id(.signOnPolicy, "\(kind.rawValue)/\(name)") }

        static let anyTwoFactors = Row(
            kind: .access,
            name: "Any two factors",
            description: "Require two factors to access."
        )

        static let profileEnrollment = Row(
            kind: .profileEnrollment,
            name: "Default Policy",
            description: standardDescription,
            actions: ["profileEnrollment": ["access": "DENY"]]
        )

        fileprivate static let standardDescription =
            "The default policy applies in all situations if no other policy applies."
    }

    /// Terraform uses the first ACCESS_POLICY with `system` as the default of its apps.
    private static let rows: [Row] =
        ["Okta Admin Console", "Okta Dashboard", "Okta Browser Plugin"].map {
            Row(kind: .access, name: $0, isSystem: false)
        } + [.anyTwoFactors, .profileEnrollment, signOn, password, enrollment]

    private static let signOn = Row(
        kind: .signOn,
        name: "Default Policy",
        description: Row.standardDescription,
        actions: ["signon": ["access": "ALLOW", "requireFactor": false]]
    )

    /// As `PasswordPolicy` has it where there is no policy.
    private static let password = Row(
        kind: .password,
        name: "Default Policy",
        description: Row.standardDescription,
        settings: [
            "password": [
                "complexity": [
                    "minLength": 8, "minLowerCase": 1, "minUpperCase": 1, "minNumber": 1, "minSymbol": 0,
                    "excludeUsername": true, "excludeAttributes": [],
                ],
                "age": ["maxAgeDays": 0, "expireWarnDays": 0, "minAgeMinutes": 0, "historyCount": 4],
                "lockout": [
                    "maxAttempts": 10, "autoUnlockMinutes": 0, "userLockoutNotificationChannels": [],
                    "showLockoutFailures": false,
                ],
            ]
        ],
        actions: [
            "passwordChange": ["access": "ALLOW"], "selfServicePasswordReset": ["access": "ALLOW"],
            "selfServiceUnlock": ["access": "ALLOW"],
        ]
    )

    private static let enrollment = Row(
        kind: .enrollment,
        name: "Default Policy",
        description: Row.standardDescription,
        actions: ["enroll": ["self": "CHALLENGE"]]
    )

    /// The built-in policies that the org has not replaced by one with the same id or name, or by an export's system
    /// policy.
    static func present(in organization: Organization) -> [OrgPolicy] {
        rows.compactMap { row in
            let own = organization.contents.policies.rows(row.kind)
            let isReplaced = own.contains {
                $0.id.rawValue == row.id || $0.name.hasSameBytes(as: row.name) || (row.isSystem && $0.isSystem)
            }
            return isReplaced ? nil : policy(row, organization)
        }
    }

    private static func policy(_ row: Row, _ organization: Organization) -> OrgPolicy {
        var source: JSONObject = [
            "id": .string(row.id), "status": "ACTIVE", "name": .string(row.name),
            "system": .bool(row.isSystem), "type": .string(row.kind.rawValue),
        ]
        source["description"] = row.description.map { .string($0) }
        source["settings"] = row.settings
        let everyone = organization.everyone
        if row.kind.isOfApps {
            source["priority"] = 1
        } else {
            source["conditions"] = ["people": ["groups": ["include": [.string(everyone.rawValue)]]]]
        }
        let rules = row.actions.map { actions -> [OrgPolicy.Rule] in
            let rule: JSONObject = [
                "id": .string(DerivedText.id(.policyRule, row.id)), "status": "ACTIVE", "name": "Default Rule",
                "system": true, "type": .string(row.kind.ruleType), "actions": actions,
            ]
            return [DocumentReader.orgPolicyRule(rule, everyone: everyone)]
        }
        return DocumentReader.orgPolicy(source, row.kind, rules: rules ?? [], everyone: everyone)
    }
}
