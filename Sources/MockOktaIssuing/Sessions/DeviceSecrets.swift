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

    /// Issues a secret: standard base 64 of 32 bytes, as Okta's.
    package func issue(_ secret: DeviceSecret, random: inout SeededRandom) -> String {
        let text = Base64.encode(random.bytes(32))
        state.deviceSecrets.insert(secret, for: Self.key(text), expires: now + DeviceSecret.lifetime, at: now)
        return text
    }

    /// Returns the record of a secret, revoked or not; nil where it is unknown or has expired.
    package func record(_ text: String) -> DeviceSecret? { state.deviceSecrets.record(Self.key(text), at: now) }

    /// Revokes a secret and all tokens of its session, including those of other apps.
    package func revoke(_ text: String) {
        let session = state.deviceSecrets.update(Self.key(text), at: now) { entry -> RecordKey? in
            entry?.record.isRevoked = true
            return entry?.record.authentication.session
        }
        guard let session else { return }
        var keys: [RecordKey] = []
        state.grants.forEach(at: now) { key, grant in
            if grant.authentication.session == session { keys.append(key) }
        }
        for key in keys { state.grants.update(key, at: now) { $0?.record.isRevoked = true } }
    }

    private static func key(_ text: String) -> RecordKey {
        RecordKey(SHA256.digest(Array("device secret\u{0}\(text)".utf8)))
    }
}

extension DeviceSecret {
    /// The `sid` claim of the session's tokens.
    package var sessionClaim: String? { authentication.session.map { SessionID(key: $0).claim } }
}
