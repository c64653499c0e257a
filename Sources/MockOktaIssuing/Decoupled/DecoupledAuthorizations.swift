import MockOktaCrypto
package import MockOktaModel

/// Starts, finds and decides authorizations that a client polls for: device flow and backchannel authentication.
package struct DecoupledAuthorizations: Sendable {
    private let state: IssuedState
    private let now: Instant

    /// The maximum number of user codes of one client at a time, so that it cannot fill the store.
    package static let userCodesPerClient = 1000

    /// The lifetime of device and user codes (Okta, "Device Authorization Grant").
    package static let deviceLifetime: TimeSpan = .minutes(10)

    /// The default and maximum lifetime of an `auth_req_id` (Okta, "CIBA").
    package static let backchannelLifetime: TimeSpan = .minutes(5)

    package init(_ snapshot: OrgSnapshot) {
        state = snapshot.state
        now = snapshot.now
    }

    /// The authorization of a user code; nil where the code is unknown or has expired.
    package func device(userCode: String) -> DecoupledAuthorization? {
        key(userCode: userCode).flatMap { state.decoupled.record($0, at: now) }.flatMap { now < $0.expires ? $0 : nil }
    }

    package func backchannel(_ id: String) -> DecoupledAuthorization? {
        state.decoupled.record(OneTimeCode.backchannel.key(of: id), at: now).flatMap { now < $0.expires ? $0 : nil }
    }

    private func key(userCode: String) -> RecordKey? {
        let text = OneTimeCode.normalized(userCode: userCode)
        return state.userCodes.record(OneTimeCode.user.key(of: text), at: now)
    }

    /// Approves or denies a pending device authorization.
    ///
    /// - Parameters:
    ///   - userCode: the code as the user typed it.
    ///   - decision: approved or denied.
    /// - Returns: false where the code is unknown or has expired, or the authorization was decided before.
    package func decide(userCode: String, _ decision: DecoupledAuthorization.Decision) -> Bool {
        key(userCode: userCode).map { decide($0, decision) } ?? false
    }

    /// Approves or denies a pending device authorization by the code that the device polls with.
    package func decide(deviceCode: String, _ decision: DecoupledAuthorization.Decision) -> Bool {
        decide(OneTimeCode.device.key(of: deviceCode), decision)
    }

    /// Approves or denies a pending backchannel request; see `decide(userCode:_:)`.
    package func decide(backchannel id: String, _ decision: DecoupledAuthorization.Decision) -> Bool {
        decide(OneTimeCode.backchannel.key(of: id), decision)
    }

    private func decide(_ key: RecordKey, _ decision: DecoupledAuthorization.Decision) -> Bool {
        state.decoupled.update(key, at: now) { [now] entry in
            guard entry?.record.isPending(at: now) == true else { return false }
            entry?.record.decision = decision
            return true
        }
    }

    /// Stores a new device authorization under its two codes.
    ///
    /// - Parameters:
    ///   - authorization: the client's request.
    ///   - deviceCode: the code that the client polls with.
    ///   - userCode: the code that the user enters.
    /// - Returns: false where the user code is in use.
    package func insert(_ authorization: DecoupledAuthorization, deviceCode: String, userCode: String) -> Bool {
        let key = OneTimeCode.device.key(of: deviceCode)
        let index = OneTimeCode.user.key(of: userCode)
        guard state.userCodes.insertFirst(key, for: index, expires: authorization.expires, at: now) else {
            return false
        }
        state.decoupled.insert(authorization, for: key, expires: authorization.retention, at: now)
        return true
    }

    package func insert(_ authorization: DecoupledAuthorization, backchannel id: String) {
        let key = OneTimeCode.backchannel.key(of: id)
        state.decoupled.insert(authorization, for: key, expires: authorization.retention, at: now)
    }

    /// Counts a user code of a client, in a window that starts with its first code.
    ///
    /// - Parameter clientID: the client.
    /// - Returns: false where the client has reached the maximum.
    package func countUserCode(of clientID: String) -> Bool {
        let key = RecordKey(SHA256.digest(Array("user codes\u{0}\(clientID)".utf8)))
        return state.clientCounts.update(key, at: now) { [now] entry in
            guard let count = entry?.record else {
                entry = Expiring(1, expires: now + Self.deviceLifetime)
                return true
            }
            guard count < Self.userCodesPerClient else { return false }
            entry?.record = count + 1
            return true
        }
    }

    /// The pending authorizations, oldest first.
    package var pending: [DecoupledAuthorization] {
        var found: [DecoupledAuthorization] = []
        state.decoupled.forEach(at: now) { _, record in
            if record.isPending(at: now) { found.append(record) }
        }
        return found.sorted { $0.created < $1.created }
    }
}
