package import MockOktaFormats

/// The objects of an org in the format of the Management API and fixtures: the source objects with the model's values
/// applied over them.
///
/// Names are replaced by ids; secrets are included, and the caller removes what it must not show.
package enum DocumentWriter {
    package static func scope(_ scope: Scope) -> JSONObject { ServerWriter.scope(scope) }

    package static func claim(_ claim: Claim) -> JSONObject { ServerWriter.claim(claim) }

    /// A server without its scopes, claims and policies.
    package static func authorizationServer(_ server: AuthorizationServer) -> JSONObject {
        ServerWriter(server, withSecrets: false).ownMembers
    }

    /// A policy without its rules.
    package static func policy(_ policy: AccessPolicy, priority: Int) -> JSONObject {
        PolicyWriter(policy, place: priority).ownMembers
    }

    package static func rule(_ rule: AccessPolicyRule, priority: Int) -> JSONObject {
        PolicyWriter.rule(rule, place: priority)
    }

    /// A policy about signing in with its rules.
    package static func orgPolicy(_ policy: OrgPolicy) -> JSONObject {
        var object = orgPolicyWithoutRules(policy)
        if !policy.rules.isEmpty { object["rules"] = .array(policy.rules.map { .object(orgPolicyRule($0)) }) }
        return object
    }

    /// A policy about signing in without its rules.
    package static func orgPolicyWithoutRules(_ policy: OrgPolicy) -> JSONObject {
        named(policy.id.rawValue, policy.name, policy.source)
    }

    package static func orgPolicyRule(_ rule: OrgPolicy.Rule) -> JSONObject {
        named(rule.id.rawValue, rule.name, rule.source)
    }

    /// An object that may have no name; an empty one is not written, because fixtures refuse it.
    private static func named(_ id: String, _ name: String, _ source: JSONObject) -> JSONObject {
        JSONObject.leading(name.isEmpty ? ["id": .string(id)] : ["id": .string(id), "name": .string(name)], source)
    }

    /// An app in Okta's full form.
    package static func application(_ application: Application, in organization: Organization) -> JSONObject {
        ApplicationWriter(application, organization.contents, withSecrets: true).object
    }

    package static func otherApplication(_ application: OtherApplication) -> JSONObject {
        var object = application.source
        object["id"] = .string(application.id.rawValue)
        object["label"] = .string(application.label)
        object["status"] = .status(application.isActive)
        return object
    }

    package static func user(_ user: User) -> JSONObject { FixtureWriter.ownMembers(user, withSecrets: true) }

    package static func group(_ group: Group) -> JSONObject { FixtureWriter.group(group) }

    package static func trustedOrigin(_ origin: TrustedOrigin) -> JSONObject { FixtureWriter.trustedOrigin(origin) }
}
