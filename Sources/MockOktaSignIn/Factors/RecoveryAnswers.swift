import MockOktaCrypto
import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel

/// Answers of recoveries and unlocks, of which a user has five wrong ones: then none is accepted for five minutes
/// (Okta support, "OTP Verification Attempts Limitations").
///
/// All of a user's recoveries share the count: a new recovery, or a code that is sent again, would otherwise give five
/// more answers, without end, as LOCKED_OUT does not stop a recovery.
package enum RecoveryAnswers {
    /// Takes one of the answers that are left, before it is judged, so that concurrent ones cannot exceed their number.
    ///
    /// - Parameters:
    ///   - transaction: a sign-in; only those for which something is recovered are counted.
    ///   - snapshot: the instant, and where answers are counted.
    /// - Returns: false where none is left.
    /// - Throws: `Refusal` where the store fails.
    package static func take(_ transaction: SignInTransaction, _ snapshot: OrgSnapshot) throws(Refusal) -> Bool {
        guard let user = user(of: transaction) else { return true }
        return try snapshot.state.failedAttempts.update(key(user), at: snapshot.now) { entry in
            let count = entry?.record ?? 0
            guard count < FactorChallenge.mostWrongAnswers else { return false }
            entry = Expiring(count + 1, expires: snapshot.now + FactorChallenge.lifetime)
            return true
        }
    }

    /// Sets the count back, after a right answer.
    package static func reset(_ transaction: SignInTransaction, _ snapshot: OrgSnapshot) throws(Refusal) {
        guard let user = user(of: transaction) else { return }
        try snapshot.state.failedAttempts.remove(key(user), at: snapshot.now)
    }

    /// The user whose answers are counted: registering and signing in have the lockout instead.
    private static func user(of transaction: SignInTransaction) -> UserID? {
        switch transaction.purpose {
        case .recovery, .unlock: transaction.userID
        case .signIn, .registration: nil
        }
    }

    private static func key(_ user: UserID) -> RecordKey {
        RecordKey(SHA256.digest(Array("recovery answers\u{0}\(user.rawValue)".utf8)))
    }
}
