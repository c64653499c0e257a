import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// A signed JWT whose `jti` makes it good for one use (RFC 7519 §4.1.7): one rule for all kinds of them.
struct OneTimeJWT {
    enum Kind: String {
        case clientAssertion = "client assertion"
        case requestObject = "request object"
        case bearerAssertion = "bearer assertion"
    }

    let kind: Kind
    /// The `iss` claim: ids of different issuers are different.
    let issuer: String
    let jwt: JWT

    /// The furthest that `exp` may be ahead (Okta, "Client authentication methods"): it bounds how long uses are kept.
    static let longestLifetime: TimeSpan = .hours(1)

    /// How long after `exp` a use is remembered: the clock may be moved forward and back.
    private static let memory: TimeSpan = .hours(24)

    /// Checks that a `jti`, if there is one, is a string.
    func hasReadableID() -> Bool { jwt.claims["jti"].map { $0.string != nil } ?? true }

    /// Uses the JWT.
    ///
    /// - Parameters:
    ///   - expires: its `exp`, or the instant of the request if it has none.
    ///   - snapshot: for the store of used ids.
    ///   - batch: what else the request uses up and creates; it is refused where the `jti` was used before.
    ///   - refusal: makes the refusal.
    func use(
        until expires: Instant,
        _ snapshot: OrgSnapshot,
        in batch: inout RecordBatch,
        orElse refusal: (_ id: String) -> Refusal
    ) {
        guard let id = jwt.claims["jti"]?.string else { return }
        let key = RecordKey(SHA256.digest(Array("\(kind.rawValue)\u{0}\(issuer)\u{0}\(id)".utf8)))
        let (kept, refusal) = (expires + Self.memory, refusal(id))
        batch.use(key, of: snapshot.state.spent) { (entry) throws(Refusal) in
            guard entry == nil else { throw refusal }
            entry = Expiring(Tombstone(), expires: kept)
        }
    }
}
