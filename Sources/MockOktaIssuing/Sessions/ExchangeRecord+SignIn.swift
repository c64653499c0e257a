package import MockOktaModel

extension ExchangeRecord {
    /// Records a sign-in for the System Log (Okta, "Event types": `user.session.start`).
    package mutating func noteSignIn(_ user: User) {
        events.append(LogEvent("policy.evaluate_sign_on", actor: LogEvent.Party(user)))
        events.append(LogEvent("user.session.start", actor: LogEvent.Party(user)))
    }

    /// Records a sign-in that was refused, with Okta's reason.
    ///
    /// - Parameters:
    ///   - login: the user name as sent.
    ///   - organization: the org that refused it.
    package mutating func noteFailedSignIn(_ login: String, in organization: Organization) {
        let user = organization.user(login: login)
        let unknown = LogEvent.Party(id: "unknown", type: "User", alternateID: login, displayName: "unknown")
        let failure = user?.status == .lockedOut ? "LOCKED_OUT" : "INVALID_CREDENTIALS"
        events.append(
            LogEvent("user.session.start", failure: failure, actor: user.map { LogEvent.Party($0) } ?? unknown)
        )
    }

    /// Records the end of a session.
    package mutating func noteSignOut(_ user: User?) {
        guard let user else { return }
        events.append(LogEvent("user.session.end", actor: LogEvent.Party(user)))
    }
}
