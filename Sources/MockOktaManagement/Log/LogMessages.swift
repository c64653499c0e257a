import MockOktaFormats
import MockOktaModel

/// What Okta's System Log says about each event: `displayMessage` and `legacyEventType`.
///
/// The messages are the first sentences of Okta's descriptions of its event types.
enum LogMessages {
    static func message(_ type: String) -> String { messages[type] ?? byEnding(type) }

    /// The name of an event in the API before the System Log; nil for events that are newer.
    static func legacyType(_ event: LogEvent) -> String? {
        let result = event.failure == nil ? "success" : "failure"
        if event.type == "user.session.start" {
            return "core.user_auth.login_\(event.failure == nil ? "success" : "failed")"
        }
        if event.type == "user.session.end" { return "core.user_auth.logout_success" }
        return event.type.hasPrefix("app.oauth2.") ? "\(event.type)_\(result)" : nil
    }

    private static let messages: [String: String] = [
        "user.session.start": "User login to Okta", "user.session.end": "User logout from Okta",
        "user.session.clear": "Clear user session",
        "user.authentication.sso": "User single sign on to app",
        "policy.evaluate_sign_on": "Evaluation of sign-on policy",
        "user.account.lock": "Max sign in attempts exceeded",
        "user.account.unlock": "User account unlock",
        "user.account.unlock_by_admin": "User account unlock by admin",
        "user.account.update_profile": "Update user profile for Okta",
        "user.account.update_password": "User update password for Okta",
        "user.account.reset_password": "Fired when the user's Okta password is reset",
        "user.account.expire_password": "User's Okta password is expired",
        "user.lifecycle.create": "Create Okta user", "user.lifecycle.activate": "Activate Okta user",
        "user.lifecycle.reactivate": "Reactivate Okta user", "user.lifecycle.deactivate": "Deactivate Okta user",
        "user.lifecycle.suspend": "Suspend Okta user", "user.lifecycle.unsuspend": "Unsuspend Okta user",
        "user.lifecycle.delete.initiated": "Delete Okta user initiated",
        "user.authentication.auth_via_mfa": "Authentication of user via MFA",
        "user.mfa.factor.activate": "Activate factor or authenticator enrollment method for user",
        "user.mfa.factor.reset_all": "Reset all factors for user",
        "group.lifecycle.create": "Create Okta group", "group.lifecycle.delete": "Delete Okta group",
        "group.profile.update": "Okta group profile updated",
        "group.user_membership.add": "Add user to group membership",
        "group.user_membership.remove": "Remove user from group membership",
        "group.application_assignment.add": "Add assigned application to group",
        "group.application_assignment.remove": "Remove assigned application from group",
        "application.user_membership.add": "Add user to application membership",
        "application.user_membership.remove": "Remove user's application membership",
        "application.user_membership.update": "Updated user application property",
        "application.lifecycle.create": "Create application", "application.lifecycle.update": "Update application",
        "application.lifecycle.delete": "Delete application",
        "application.lifecycle.activate": "Activate application",
        "application.lifecycle.deactivate": "Deactivate application",
        "app.oauth2.admin.consent.grant": "Administrator consent granted for scope",
        "app.oauth2.admin.consent.revoke": "Administrator consent revoked for scope",
        "app.oauth2.as.consent.revoke": "Consent revoked",
        "app.oauth2.as.consent.revoke.user": "All consent revoked for user",
        "app.oauth2.as.consent.revoke.user.client": "User consent revoked for client",
        "app.oauth2.as.key.rollover": "Custom Authorization Server token signing key rolled over",
        "app.oauth2.token.revoke.implicit.client": "Tokens revoked for client",
        "app.oauth2.token.revoke.implicit.user": "Tokens revoked for user",
        "app.oauth2.trusted_server.add": "Trusted authorization server is added",
        "app.oauth2.trusted_server.delete": "Trusted authorization server is removed",
    ]

    /// The messages of the changes of objects, by the part of the event before its last dot; `*` stands for the change.
    private static let changes: [String: String] = [
        "oauth2.as": "Authorization server is *", "oauth2.scope": "OAuth2 scope is *",
        "oauth2.claim": "OAuth2 claim is *", "policy.lifecycle": "* policy", "policy.rule": "* policy rule",
        "security.trusted_origin": "A trusted origin is *d",
        "app.oauth2.credentials.lifecycle":
            "OAuth client credentials (either client secret or JWK) is *d for an application",
    ]

    /// The messages of events of which there is one for custom servers and one for the org server.
    private static let oauthMessages: [(ending: String, message: String)] = [
        ("token.grant.access_token", "access token is granted"), ("token.grant.id_token", "id token is granted"),
        ("token.grant.refresh_token", "refresh token is granted"), ("token.grant", "token request"),
        ("token.revoke", "token revocation request"), ("token.detect_reuse", "refresh token reuse is detected"),
        ("authorize.code", "authorization code request"), ("authorize.implicit.access_token", "implicit access token"),
        ("authorize.implicit.id_token", "implicit ID token"), ("authorize", "authorization request"),
        ("evaluate.claim", "claim evaluation failed"), ("key.rollover", "signing key rolled over"),
    ]

    private static func byEnding(_ type: String) -> String {
        let segments = type.split(separator: ".")
        if let change = segments.last, let pattern = changes[segments.dropLast().joined(separator: ".")] {
            // A message that begins with the change begins with a capital letter.
            let word = pattern.hasPrefix("*") ? change.prefix(1).asciiUppercased + change.dropFirst() : String(change)
            return pattern.replacing("*", with: word)
        }
        let protocolName = type.hasPrefix("app.oauth2.as.") ? "OAuth2" : "OIDC"
        if type.hasPrefix("app.oauth2."), let row = oauthMessages.first(where: { type.hasSuffix("." + $0.ending) }) {
            return "\(protocolName) \(row.message)"
        }
        return segments.dropFirst().joined(separator: " ")
    }
}
