import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The status of a user and what depends on it: dates, sessions, grants.
enum UserStanding {
    /// Returns the org with the user in another status.
    static func changing(
        _ user: User,
        to status: User.Status,
        _ users: Users,
        at now: JSON,
        _ change: (inout JSONObject) -> Void = { _ in }
    ) throws(Refusal) -> Organization {
        var document = users.stored(user)
        document["status"] = .string(status.rawValue)
        document["statusChanged"] = now
        document["lastUpdated"] = now
        if [.active, .provisioned].contains(status), document["activated"] == nil || document["activated"] == .null {
            document["activated"] = now
        }
        change(&document)
        return try users.setting(document, replacing: user)
    }

    /// Returns credentials in the stored format: an empty password object means no password.
    static func stored(_ given: JSON) -> JSON? {
        guard var credentials = given.object else { return nil }
        if credentials["password"]?.object?.isEmpty == true || credentials["password"] == .null {
            credentials["password"] = nil
        }
        return credentials.isEmpty ? nil : .object(credentials)
    }

    /// Refuses a password whose hash cannot be read (Okta, "Users API": imported hashes).
    static func checkPassword(_ credentials: JSON?) throws(Refusal) {
        guard let password = credentials?["password"]?.object, password["hash"] != nil else { return }
        guard DocumentReader.password(password) != nil else {
            throw .invalid(
                "password",
                "The hash is not one of BCRYPT, SHA-512, SHA-256, SHA-1, MD5 or PBKDF2, or takes too long"
            )
        }
    }

    static func hasPassword(_ document: JSONObject) -> Bool { document["credentials"]?["password"] != nil }

    static func endSessions(
        of user: UserID,
        in snapshot: OrgSnapshot,
        _ batch: inout RecordBatch
    ) throws(Refusal) {
        let keys = try snapshot.state.sessions.keys(at: snapshot.now) { $0.userID == user }
        try snapshot.endSessions(Set(keys), in: &batch)
    }

    static func revokeGrants(
        of user: UserID,
        in snapshot: OrgSnapshot,
        _ batch: inout RecordBatch
    ) throws(Refusal) {
        for key in try snapshot.state.grants.keys(at: snapshot.now, where: { $0.userID == user && !$0.isRevoked }) {
            batch.update(key, of: snapshot.state.grants) { $0?.record.isRevoked = true }
        }
        try DeviceSecrets(snapshot).end(in: &batch) { $0.userID == user }
    }
}
