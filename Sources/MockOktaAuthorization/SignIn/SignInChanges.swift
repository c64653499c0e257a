import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// Makes the changes of users that a step leads to, in one write of the org: all of them, or none where one is refused
/// or the store fails.
enum SignInChanges {
    /// - Parameters:
    ///   - outcome: what a step has led to.
    ///   - before: the sign-in before the step.
    ///   - context: goes on with the changed org.
    /// - Throws: `Refusal` where another request was first: by the same token of an email, or with the same login;
    ///   where the user has lost access; and where the store fails.
    static func make(
        _ outcome: SignInOutcome,
        after before: SignInTransaction,
        _ context: inout RequestContext
    ) throws(Refusal) {
        guard outcome.changesUser else { return }
        let now = context.snapshot.now
        let changed = try context.editor.update { (organization) throws(Refusal) -> (Organization, Organization) in
            let changed = try organization.changing { (contents) throws(Refusal) in
                for effect in outcome.effects { try apply(effect, of: outcome, after: before, to: &contents, at: now) }
            }
            return (changed, changed)
        }
        context.use(changed)
    }

    private static func apply(
        _ effect: SignInEffect,
        of outcome: SignInOutcome,
        after before: SignInTransaction,
        to contents: inout Organization.Contents,
        at now: Instant
    ) throws(Refusal) {
        switch effect {
        case .setPassword(let user, let password):
            // By the sign-in as it was, since the password of this step is no other sign-in's.
            try change(user, of: before, in: &contents) { $0.setting(password, at: now) }
        case .addFactor(let user, let factor):
            try change(user, of: outcome.transaction, in: &contents) { $0.adding(factor: factor) }
        case .activate(let user):
            try change(user, of: outcome.transaction, in: &contents) { $0.changing(to: .active, at: now) }
        case .unlock(let user):
            try change(user, of: outcome.transaction, in: &contents) {
                $0.status == .lockedOut ? $0.changing(to: .active, at: now) : $0
            }
        case .createUser(let document, let groups):
            guard let user = DocumentReader.user(document, groups: groups) else { return }
            guard Organization(contents).user(login: user.login) == nil else {
                throw Refusal(.operationNotAllowed, why: "another request registered \(user.login) at the same time")
            }
            contents.users.set(user)
        case .send, .countFailure: break
        }
    }

    /// Changes a user as they are now, if the user is still there and may go on with the sign-in.
    private static func change(
        _ id: UserID,
        of transaction: SignInTransaction,
        in contents: inout Organization.Contents,
        _ change: (User) -> User
    ) throws(Refusal) {
        guard let user = contents.users[id] else { return }
        guard !user.isSuspendedOrDeactivated else { throw SignInRefusal.notAllowed.answer() }
        guard !transaction.isTokenUsed(by: user) else { throw SignInRefusal.tokenUsed.answer() }
        contents.users.set(change(user))
    }
}

extension User {
    /// A copy with a new password; a user who registers stays STAGED until that is done.
    fileprivate func setting(_ password: String, at now: Instant) -> User {
        let changed = changing(password: password, at: now)
        return status == .staged ? changed.changing(to: .staged, at: now) : changed
    }
}
