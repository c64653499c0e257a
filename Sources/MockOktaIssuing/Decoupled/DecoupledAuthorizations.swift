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
    package func device(userCode: String) throws(Refusal) -> DecoupledAuthorization? {
        guard let key = try key(userCode: userCode) else { return nil }
        return try live(key)
    }

    package func backchannel(_ id: String) throws(Refusal) -> DecoupledAuthorization? {
        try live(OneTimeCode.backchannel.key(of: id))
    }

    private func live(_ key: RecordKey) throws(Refusal) -> DecoupledAuthorization? {
        try state.decoupled.record(key, at: now).flatMap { now < $0.expires ? $0 : nil }
    }

    private func key(userCode: String) throws(Refusal) -> RecordKey? {
        let text = OneTimeCode.normalized(userCode: userCode)
        return try state.userCodes.record(OneTimeCode.user.key(of: text), at: now)
    }

    /// Approves or denies a pending device authorization.
    ///
    /// - Parameters:
    ///   - userCode: the code as the user typed it.
    ///   - decision: approved or denied.
    /// - Returns: false where the code is unknown or has expired, or the authorization was decided before.
    /// - Throws: `Refusal` where a store fails.
    package func decide(userCode: String, _ decision: DecoupledAuthorization.Decision) throws(Refusal) -> Bool {
        guard let key = try key(userCode: userCode) else { return false }
        return try decide(key, decision)
    }

    /// Approves or denies a pending device authorization by the code that the device polls with.
    package func decide(deviceCode: String, _ decision: DecoupledAuthorization.Decision) throws(Refusal) -> Bool {
        try decide(OneTimeCode.device.key(of: deviceCode), decision)
    }

    /// Approves or denies a pending backchannel request; see `decide(userCode:_:)`.
    package func decide(backchannel id: String, _ decision: DecoupledAuthorization.Decision) throws(Refusal) -> Bool {
        try decide(OneTimeCode.backchannel.key(of: id), decision)
    }

    private func decide(_ key: RecordKey, _ decision: DecoupledAuthorization.Decision) throws(Refusal) -> Bool {
        try state.decoupled.update(key, at: now) { [now] entry in
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
    /// - Throws: `Refusal` where a store fails.
    package func insert(
        _ authorization: DecoupledAuthorization,
        deviceCode: String,
        userCode: String
    ) throws(Refusal) -> Bool {
        let key = OneTimeCode.device.key(of: deviceCode)
        let index = OneTimeCode.user.key(of: userCode)
        guard try state.userCodes.insertFirst(key, for: index, expires: authorization.expires, at: now) else {
            return false
        }
        try state.decoupled.insert(authorization, for: key, expires: authorization.retention, at: now)
        return true
    }

    /// Stores a new backchannel request.
    package func insert(
        _ authorization: DecoupledAuthorization,
        backchannel id: String,
        in batch: inout RecordBatch
    ) {
        let key = OneTimeCode.backchannel.key(of: id)
        batch.insert(authorization, for: key, in: state.decoupled, expires: authorization.retention)
    }

    /// Counts a user code of a client, in a window that starts with its first code.
    ///
    /// - Parameter clientID: the client.
    /// - Returns: false where the client has reached the maximum.
    /// - Throws: `Refusal` where a store fails.
    package func countUserCode(of clientID: String) throws(Refusal) -> Bool {
        let key = RecordKey(SHA256.digest(Array("user codes\u{0}\(clientID)".utf8)))
        return try state.clientCounts.update(key, at: now) { [now] entry in
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
    package func pending() throws(Refusal) -> [DecoupledAuthorization] {
        var found: [DecoupledAuthorization] = []
        try state.decoupled.forEach(at: now) { _, record in
            if record.isPending(at: now) { found.append(record) }
        }
        return found.sorted { $0.created < $1.created }
    }
}
