import MockOktaCrypto
package import MockOktaIssuing
package import MockOktaModel

extension TOTP {
    /// Uses a right code up, across all sign-ins of its user (RFC 6238 §5.2).
    ///
    /// - Parameters:
    ///   - code: what the user entered.
    ///   - challenge: the challenge that it answers.
    ///   - snapshot: the instant, and where used codes are remembered.
    /// - Returns: false for a right code that was used before; true for wrong codes, and codes of other factors.
    /// - Throws: `Refusal` where the store fails.
    package static func use(
        _ code: String,
        of challenge: FactorChallenge,
        _ snapshot: OrgSnapshot
    ) throws(Refusal) -> Bool {
        guard challenge.factor.kind == .totp, !challenge.isVoid,
            let step = match(code, secret: challenge.factor.secret, at: snapshot.now)
        else { return true }
        return try snapshot.state.spent.insertFirst(
            Tombstone(),
            for: key(challenge.factor, step),
            expires: snapshot.now + .minutes(2),
            at: snapshot.now
        )
    }

    /// A right code that was not used before, which a test double may tell: that of now, else of the next or of the
    /// last time step.
    ///
    /// - Returns: nil where all of them were used.
    package static func unusedCode(of factor: Factor, _ snapshot: OrgSnapshot) -> String? {
        let current = step(at: snapshot.now)
        let unused = [current, current + 1, current - 1].first { step in
            (try? snapshot.state.spent.record(key(factor, step), at: snapshot.now)) == .some(nil)
        }
        return unused.flatMap { code(secret: factor.secret, step: $0) }
    }

    private static func key(_ factor: Factor, _ step: Int64) -> RecordKey {
        RecordKey(SHA256.digest(Array("one-time password\u{0}\(factor.id)\u{0}\(step)".utf8)))
    }
}
