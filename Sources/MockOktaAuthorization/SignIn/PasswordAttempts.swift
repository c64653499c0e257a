import MockOktaCrypto
import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// Checks passwords and counts the failed attempts of a user, who is locked out after too many (Okta, "Password
/// policies").
enum PasswordAttempts {
    /// How long a failed attempt counts if no successful one follows.
    private static let memory: TimeSpan = .hours(24 * 30)

    static func check(
        _ login: String,
        _ password: String,
        _ context: inout RequestContext
    ) throws(Refusal) -> Credentials.Verdict {
        UsersOnDemand.create(login, &context)
        let verdict = Credentials.check(login, password, in: context.organization)
        switch verdict {
        case .accepted(let user), .passwordExpired(let user): try succeeded(user.id, context)
        case .refused:
            context.record.noteFailedSignIn(login, in: context.organization)
            if let user = context.organization.user(login: login) { try failed(user.id, &context) }
        }
        return verdict
    }

    static func succeeded(_ user: UserID, _ context: RequestContext) throws(Refusal) {
        try context.snapshot.state.failedAttempts.remove(key(user), at: context.snapshot.now)
    }

    /// Counts a failed attempt; the last one allowed makes the user LOCKED_OUT.
    static func failed(_ id: UserID, _ context: inout RequestContext) throws(Refusal) {
        let now = context.snapshot.now
        guard [.active, .passwordExpired, .recovery].contains(context.organization.user(id)?.status) else { return }
        let count = try context.snapshot.state.failedAttempts.update(key(id), at: now) { entry in
            entry = Expiring((entry?.record ?? 0) + 1, expires: now + memory)
            return entry?.record ?? 0
        }
        guard count >= SignInPolicy(context.organization).password.maxAttempts else { return }
        try succeeded(id, context)
        try change(id, context) { $0.changing(to: .lockedOut, at: now) }
        if let user = context.organization.user(id) {
            context.record.events.append(LogEvent("user.account.lock", actor: LogEvent.Party(user)))
        }
    }

    /// Changes a user in the org as it is now, if the user is still there.
    static func change(_ id: UserID, _ context: RequestContext, _ change: (User) -> User) throws(Refusal) {
        try context.editor.update { (organization) throws(Refusal) in
            guard let user = organization.user(id) else { return (organization, ()) }
            return (organization.changing { $0.users.set(change(user)) }, ())
        }
    }

    private static func key(_ user: UserID) -> RecordKey {
        RecordKey(SHA256.digest(Array("failed attempts\u{0}\(user.rawValue)".utf8)))
    }
}
