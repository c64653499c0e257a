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

    /// Judges a password, and counts a wrong one.
    ///
    /// A right one alone does not set the count back: who knows the password could otherwise guess the codes of a
    /// second factor forever. The end of the sign-in does, by `succeeded`.
    static func check(
        _ login: String,
        _ password: String,
        _ context: inout RequestContext
    ) throws(Refusal) -> Credentials.Verdict {
        try UsersOnDemand.create(login, &context)
        var verdict = Credentials.check(login, password, in: try unlocking(login, &context))
        if case .accepted(let user) = verdict,
            PasswordPolicy(context.organization, for: user).isExpired(user, at: context.snapshot.now)
        {
            verdict = .passwordExpired(user)
        }
        if case .refused = verdict {
            context.record.noteFailedSignIn(login, in: context.organization)
            if let user = context.organization.user(login: login) { try failed(user.id, &context) }
        }
        return verdict
    }

    /// The org with the user unlocked, where a lockout ends by itself and its time is over.
    private static func unlocking(
        _ login: String,
        _ context: inout RequestContext
    ) throws(Refusal) -> Organization {
        let (organization, now) = (context.organization, context.snapshot.now)
        guard let user = organization.user(login: login), user.status == .lockedOut,
            PasswordPolicy(organization, for: user).hasLockoutEnded(user, at: now)
        else { return organization }
        try change(user.id, &context) { $0.status == .lockedOut ? $0.changing(to: .active, at: now) : $0 }
        let party = LogEvent.Party(user)
        context.record.events.append(LogEvent("user.account.unlock", actor: party, targets: [party]))
        return context.organization
    }

    /// Whether a new password is one of those that the user's policy remembers: the current one and earlier ones.
    static func isReused(_ password: String, by id: UserID?, in organization: Organization) -> Bool {
        guard let user = id.flatMap(organization.user) else { return false }
        let count = PasswordPolicy(organization, for: user).historyCount
        let remembered = [user.password].compactMap(\.self) + user.passwordHistory
        return remembered.prefix(count).contains { Credentials.matches(password, $0) }
    }

    /// A locked user whose password policy says so, after a failed attempt; nil for others.
    static func shownLockout(_ login: String, in organization: Organization) -> User? {
        guard let user = organization.user(login: login), user.status == .lockedOut,
            PasswordPolicy(organization, for: user).showsLockout
        else { return nil }
        return user
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
        let most = context.organization.user(id).map { PasswordPolicy(context.organization, for: $0).maxAttempts } ?? 0
        guard most > 0, count >= most else { return }
        try succeeded(id, context)
        try change(id, &context) { $0.changing(to: .lockedOut, at: now) }
        if let user = context.organization.user(id) {
            context.record.events.append(LogEvent("user.account.lock", actor: LogEvent.Party(user)))
        }
    }

    /// Changes a user in the org as it is now, if the user is still there; the request goes on with the result.
    static func change(_ id: UserID, _ context: inout RequestContext, _ change: (User) -> User) throws(Refusal) {
        let changed = try context.editor.update { (organization) throws(Refusal) -> (Organization, Organization) in
            guard let user = organization.user(id) else { return (organization, organization) }
            let changed = organization.changing { $0.users.set(change(user)) }
            return (changed, changed)
        }
        context.use(changed)
    }

    private static func key(_ user: UserID) -> RecordKey {
        RecordKey(SHA256.digest(Array("failed attempts\u{0}\(user.rawValue)".utf8)))
    }
}
