import MockOktaFormats
package import MockOktaModel

/// The identifiers of one browser session: the store's key, Okta's id, the `sid` claim, and the cookie that proves it.
package struct SessionID: Hashable, Sendable {
    /// The name of the cookie, as in Identity Engine orgs.
    package static let cookieName = "idx"

    package let key: RecordKey

    package init(key: RecordKey) {
        self.key = key
    }

    package init(drawnFrom random: inout SeededRandom) {
        key = RecordKey(random.bytes(16))
    }

    /// `102` and 22 characters (Okta, ids of objects).
    package var text: String { "102" + Base64URL.encode(key.bytes) }

    /// Nil for text that is not a session id.
    package init?(text: String) {
        guard text.hasPrefix("102"), let bytes = Base64URL.decode(text.dropFirst(3)), bytes.count == 16 else {
            return nil
        }
        key = RecordKey(bytes)
    }

    /// `idx` and 22 characters: the `sid` of ID tokens.
    package var claim: String { "idx" + Base64URL.encode(key.bytes) }

    /// Nil for text that is not a `sid`.
    package init?(claim: String) {
        guard claim.hasPrefix("idx"), let bytes = Base64URL.decode(claim.dropFirst(3)), bytes.count == 16 else {
            return nil
        }
        key = RecordKey(bytes)
    }

    /// The value of the cookie, which cannot be computed from the `sid` of a token.
    package func cookie(sealedBy secret: TenantSecret) -> String {
        Base64URL.encode(key.bytes + secret.seal(key.bytes, for: Self.purpose))
    }

    /// Nil for a cookie that this tenant did not issue.
    package init?(cookie: String, sealedBy secret: TenantSecret) {
        guard let bytes = Base64URL.decode(cookie), bytes.count == 32 else { return nil }
        let key = Array(bytes[..<16])
        guard secret.isSeal(Array(bytes[16...]), of: key, for: Self.purpose) else { return nil }
        self.key = RecordKey(key)
    }

    private static let purpose = "session"
}

extension OrgSnapshot {
    /// Starts a session.
    ///
    /// - Parameters:
    ///   - user: the user.
    ///   - proved: the time of authentication.
    ///   - methods: how the user authenticated.
    ///   - random: the generator of the session's id.
    /// - Returns: the session's id, and the authentication for its tokens.
    /// - Throws: `Refusal` where a store fails.
    package func startSession(
        of user: User,
        at proved: Instant,
        _ methods: [String] = Authentication.byPassword,
        random: inout SeededRandom
    ) throws(Refusal) -> (SessionID, Authentication) {
        let id = SessionID(drawnFrom: &random)
        let authentication = Authentication(time: proved, methods: methods, session: id.key)
        var batch = RecordBatch()
        startSession(id, authentication, of: user, in: &batch)
        try state.commit(batch, at: now)
        return (id, authentication)
    }

    /// Starts a session whose id was drawn before.
    package func startSession(
        _ id: SessionID,
        _ authentication: Authentication,
        of user: User,
        in batch: inout RecordBatch
    ) {
        let session = Session(userID: user.id, created: now, authentication: authentication)
        batch.insert(session, for: id.key, in: state.sessions, expires: now + Session.lifetime)
    }

    /// Ends a session with its device secrets (Okta, "Configure SSO for native apps"); tokens live on.
    package func endSession(_ id: SessionID) throws(Refusal) {
        var batch = RecordBatch()
        try endSessions([id.key], in: &batch)
        try state.commit(batch, at: now)
    }

    /// Ends sessions with their device secrets.
    package func endSessions(_ keys: Set<RecordKey>, in batch: inout RecordBatch) throws(Refusal) {
        for key in keys { batch.remove(key, of: state.sessions) }
        try DeviceSecrets(self).end(in: &batch) { $0.authentication.session.map(keys.contains) ?? false }
    }
}
