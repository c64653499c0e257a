import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The System Log's events for operations that change the org (Okta, "Event types").
package enum ChangeEvents {
    /// The event of each operation, by method and path; operations without an event of Okta's are absent.
    package static let types: [String: String] = {
        let users = "POST /api/v1/users/{userID}/lifecycle/"
        let credentials = "POST /api/v1/users/{userID}/credentials/"
        let secrets = "/api/v1/apps/{appID}/credentials/secrets"
        return [
            "POST /api/v1/users": "user.lifecycle.create",
            "POST /api/v1/users/{userID}": "user.account.update_profile",
            "PUT /api/v1/users/{userID}": "user.account.update_profile",
            "DELETE /api/v1/users/{userID}": "user.lifecycle.deactivate",
            "DELETE /api/v1/users/{userID}/sessions": "user.session.clear",
            users + "activate": "user.lifecycle.activate", users + "reactivate": "user.lifecycle.reactivate",
            users + "deactivate": "user.lifecycle.deactivate", users + "suspend": "user.lifecycle.suspend",
            users + "unsuspend": "user.lifecycle.unsuspend", users + "unlock": "user.account.unlock_by_admin",
            users + "reset_factors": "user.mfa.factor.reset_all",
            "POST /api/v1/users/{userID}/factors": "user.mfa.factor.activate",
            "DELETE /api/v1/users/{userID}/factors/{factorID}": "user.mfa.factor.deactivate",
            users + "reset_password": "user.account.reset_password",
            users + "expire_password": "user.account.expire_password",
            users + "expire_password_with_temp_password": "user.account.expire_password",
            credentials + "change_password": "user.account.update_password",
            credentials + "forgot_password": "user.account.reset_password",
            "POST /api/v1/groups": "group.lifecycle.create", "PUT /api/v1/groups/{groupID}": "group.profile.update",
            "DELETE /api/v1/groups/{groupID}": "group.lifecycle.delete",
            "PUT /api/v1/groups/{groupID}/users/{userID}": "group.user_membership.add",
            "DELETE /api/v1/groups/{groupID}/users/{userID}": "group.user_membership.remove",
            "POST /api/v1/groups/rules/{ruleID}/lifecycle/deactivate": "group.user_membership.rule.deactivated",
            "PUT /api/v1/apps/{appID}/groups/{groupID}": "group.application_assignment.add",
            "DELETE /api/v1/apps/{appID}/groups/{groupID}": "group.application_assignment.remove",
            "POST /api/v1/apps/{appID}/users": "application.user_membership.add",
            "PUT /api/v1/apps/{appID}/users/{userID}": "application.user_membership.add",
            "POST /api/v1/apps/{appID}/users/{userID}": "application.user_membership.update",
            "DELETE /api/v1/apps/{appID}/users/{userID}": "application.user_membership.remove",
            "POST " + secrets: "app.oauth2.credentials.lifecycle.create",
            "DELETE \(secrets)/{secretID}": "app.oauth2.credentials.lifecycle.delete",
            "POST \(secrets)/{secretID}/lifecycle/activate": "app.oauth2.credentials.lifecycle.activate",
            "POST \(secrets)/{secretID}/lifecycle/deactivate": "app.oauth2.credentials.lifecycle.deactivate",
            "POST /api/v1/apps/{appID}/grants": "app.oauth2.admin.consent.grant",
            "DELETE /api/v1/apps/{appID}/grants/{grantID}": "app.oauth2.admin.consent.revoke",
            "DELETE /api/v1/apps/{appID}/tokens": "app.oauth2.token.revoke.implicit.client",
            "DELETE /api/v1/apps/{appID}/tokens/{tokenID}": "app.oauth2.token.revoke",
            "DELETE /api/v1/authorizationServers/{serverID}/clients/{clientID}/tokens":
                "app.oauth2.token.revoke.implicit.client",
            "DELETE /api/v1/authorizationServers/{serverID}/clients/{clientID}/tokens/{tokenID}":
                "app.oauth2.as.token.revoke",
            "DELETE /api/v1/users/{userID}/grants": "app.oauth2.as.consent.revoke.user",
            "DELETE /api/v1/users/{userID}/grants/{grantID}": "app.oauth2.as.consent.revoke",
            "DELETE /api/v1/users/{userID}/clients/{clientID}/grants": "app.oauth2.as.consent.revoke.user.client",
            "DELETE /api/v1/users/{userID}/clients/{clientID}/tokens": "app.oauth2.token.revoke.implicit.user",
            "DELETE /api/v1/users/{userID}/clients/{clientID}/tokens/{tokenID}": "app.oauth2.as.token.revoke",
            "POST /api/v1/authorizationServers/{serverID}/credentials/lifecycle/keyRotate":
                "app.oauth2.as.key.rollover",
            "POST /api/v1/authorizationServers/{serverID}/associatedServers": "app.oauth2.trusted_server.add",
            "DELETE /api/v1/authorizationServers/{serverID}/associatedServers/{associatedID}":
                "app.oauth2.trusted_server.delete",
        ].merging(resources) { own, _ in own }
    }()

    /// The events of resources with the usual operations.
    private static let resources: [String: String] = {
        let server = "/api/v1/authorizationServers/{serverID}"
        let past = ("created", "updated", "deleted", "activated", "deactivated")
        let present = ("create", "update", "delete", "activate", "deactivate")
        let rules = ("add", "update", "delete", "activate", "deactivate")
        let all = [
            events("oauth2.as.", past, "/api/v1/authorizationServers", "serverID"),
            events("oauth2.scope.", past, server + "/scopes", "scopeID").filter { !$0.key.contains("/lifecycle/") },
            events("oauth2.claim.", past, server + "/claims", "claimID").filter { !$0.key.contains("/lifecycle/") },
            events("policy.lifecycle.", present, server + "/policies", "policyID"),
            events("policy.rule.", rules, server + "/policies/{policyID}/rules", "ruleID"),
            events("policy.lifecycle.", present, OrgPolicies.path, "policyID"),
            events("policy.rule.", rules, OrgPolicies.path + "/{policyID}/rules", "ruleID"),
            events("application.lifecycle.", present, "/api/v1/apps", "appID"),
            events("security.trusted_origin.", present, "/api/v1/trustedOrigins", "originID"),
        ]
        return all.reduce(into: [:]) { $0.merge($1) { own, _ in own } }
    }()

    private typealias Names = (create: String, update: String, delete: String, activate: String, deactivate: String)

    private static func events(_ prefix: String, _ names: Names, _ path: String, _ item: String) -> [String: String] {
        [
            "POST \(path)": prefix + names.create, "PUT \(path)/{\(item)}": prefix + names.update,
            "DELETE \(path)/{\(item)}": prefix + names.delete,
            "POST \(path)/{\(item)}/lifecycle/activate": prefix + names.activate,
            "POST \(path)/{\(item)}/lifecycle/deactivate": prefix + names.deactivate,
        ]
    }

    /// The events of a call that succeeded.
    ///
    /// - Parameters:
    ///   - operation: the row that was called.
    ///   - call: the call, with the org as it was before.
    ///   - answer: the answer.
    /// - Returns: the events, in the order in which they happened.
    static func of(_ operation: Operation, _ call: APICall, _ answer: APIAnswer) -> [LogEvent] {
        guard var type = types["\(operation.method.rawValue) \(operation.path)"] else { return [] }
        let targets = ChangeTargets(operation, call, answer).all
        let isCreation = type == "user.lifecycle.create"
        if type == "user.lifecycle.deactivate", operation.method == .delete, isDeprovisioned(call) {
            type = "user.lifecycle.delete.initiated"
        }
        var events = [LogEvent(type, actor: call.actor, targets: targets)]
        if isCreation, call.flag("activate", default: true) {
            events.append(LogEvent("user.lifecycle.activate", actor: call.actor, targets: targets))
        }
        return events
    }

    private static func isDeprovisioned(_ call: APICall) -> Bool {
        (try? Users(call, in: call.organization).named(by: call).status) == .deprovisioned
    }
}

extension APICall {
    /// The caller in the System Log.
    fileprivate var actor: LogEvent.Party {
        switch caller {
        case .apiToken: LogEvent.Party(id: administrator, type: "User", displayName: "API token")
        case .user(let id):
            organization.user(id).map { LogEvent.Party($0) } ?? LogEvent.Party(id: id.rawValue, type: "User")
        case .client(let id):
            organization.application(clientID: id).map { LogEvent.Party(client: $0) }
                ?? LogEvent.Party(id: id, type: "PublicClientApp", alternateID: id)
        }
    }
}
