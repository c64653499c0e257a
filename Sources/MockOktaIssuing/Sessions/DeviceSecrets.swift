import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// Issues, finds and revokes the device secrets of native single sign-on (Okta, "Configure SSO for native apps").
package struct DeviceSecrets: Sendable {
    private let state: IssuedState
    private let now: Instant

    package init(_ snapshot: OrgSnapshot) {
        state = snapshot.state
        now = snapshot.now
    }

    /// The number of characters of a secret.
    private static let length = 44

    /// Draws a secret: standard base 64 of 32 bytes, as Okta's.
    package static func draw(_ random: inout SeededRandom) -> String { Base64.encode(random.bytes(32)) }

    /// Keeps the record of a secret that was drawn.
    package func insert(_ secret: DeviceSecret, _ text: String, in batch: inout RecordBatch) {
        batch.insert(secret, for: Self.key(text), in: state.deviceSecrets, expires: now + DeviceSecret.lifetime)
    }

    /// Returns the record of a secret, revoked or not; nil where it is unknown or has expired.
    package func record(_ text: String) throws(Refusal) -> DeviceSecret? {
        guard text.utf8.count == Self.length else { return nil }
        return try state.deviceSecrets.record(Self.key(text), at: now)
    }

    /// Revokes a secret and all tokens of its session, including those of other apps.
    package func revoke(_ text: String) throws(Refusal) {
        guard let secret = try state.deviceSecrets.record(Self.key(text), at: now) else { return }
        var batch = RecordBatch()
        batch.update(Self.key(text), of: state.deviceSecrets) { $0?.record.isRevoked = true }
        if let session = secret.authentication.session {
            for key in try state.grants.keys(at: now, where: { $0.authentication.session == session }) {
                batch.update(key, of: state.grants) { $0?.record.isRevoked = true }
            }
        }
        try state.commit(batch, at: now)
    }

    /// Revokes the secrets of a session or user that has ended; tokens live on.
    package func end(in batch: inout RecordBatch, where hasEnded: (DeviceSecret) -> Bool) throws(Refusal) {
        for key in try state.deviceSecrets.keys(at: now, where: { !$0.isRevoked && hasEnded($0) }) {
            batch.update(key, of: state.deviceSecrets) { $0?.record.isRevoked = true }
        }
    }

    private static func key(_ text: String) -> RecordKey {
        RecordKey(SHA256.digest(Array("device secret\u{0}\(text)".utf8)))
    }
}

extension DeviceSecret {
    /// The `sid` claim of the session's tokens.
    package var sessionClaim: String? { authentication.session.map { SessionID(key: $0).claim } }
}
