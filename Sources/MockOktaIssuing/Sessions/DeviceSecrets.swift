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
    package func insert(_ secret: DeviceSecret, _ text: String) throws(Refusal) {
        try state.deviceSecrets.insert(secret, for: Self.key(text), expires: now + DeviceSecret.lifetime, at: now)
    }

    /// Returns the record of a secret, revoked or not; nil where it is unknown or has expired.
    package func record(_ text: String) throws(Refusal) -> DeviceSecret? {
        guard text.utf8.count == Self.length else { return nil }
        return try state.deviceSecrets.record(Self.key(text), at: now)
    }

    /// Revokes a secret and all tokens of its session, including those of other apps.
    package func revoke(_ text: String) throws(Refusal) {
        let session = try state.deviceSecrets.update(Self.key(text), at: now) { entry -> RecordKey? in
            entry?.record.isRevoked = true
            return entry?.record.authentication.session
        }
        guard let session else { return }
        for key in try state.grants.keys(at: now, where: { $0.authentication.session == session }) {
            try state.grants.update(key, at: now) { $0?.record.isRevoked = true }
        }
    }

    /// Revokes the secrets of a session or user that has ended; tokens live on.
    package func end(where hasEnded: (DeviceSecret) -> Bool) throws(Refusal) {
        for key in try state.deviceSecrets.keys(at: now, where: { !$0.isRevoked && hasEnded($0) }) {
            try state.deviceSecrets.update(key, at: now) { $0?.record.isRevoked = true }
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
