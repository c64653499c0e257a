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
        let text = "one-time password\u{0}\(challenge.factor.id)\u{0}\(step)"
        return try snapshot.state.spent.insertFirst(
            Tombstone(),
            for: RecordKey(SHA256.digest(Array(text.utf8))),
            expires: snapshot.now + .minutes(2),
            at: snapshot.now
        )
    }
}
