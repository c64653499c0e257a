import MockOktaIssuing
import MockOktaModel

/// The user of a grant, as the org has them now.
enum GrantUser {
    /// Finds the user and checks that tokens may still be made for them.
    ///
    /// - Parameters:
    ///   - grant: names the user.
    ///   - client: the app they must be assigned to.
    ///   - snapshot: where they are looked up.
    ///   - row: the answer where the user does not exist or is not active.
    /// - Returns: the user.
    /// - Throws: `Refusal` with `row`, or with `user_not_assigned`.
    static func find(
        _ grant: Grant,
        _ client: Application,
        _ snapshot: OrgSnapshot,
        orElse row: OAuthError
    ) throws(Refusal) -> User {
        guard let user = snapshot.organization.user(grant.userID), user.canHoldTokens else {
            throw Refusal(row, why: "user \(grant.userID) is gone or not active")
        }
        guard snapshot.organization.isAssigned(user, to: client) else {
            throw Refusal(.userNotAssigned, why: "\(user.login) is no longer assigned to \(client.clientID)")
        }
        return user
    }
}
