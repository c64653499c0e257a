import MockOktaFormats
package import MockOktaModel

/// The users, apps, servers and assignments that were removed or deactivated by a change of the org: their sessions,
/// grants and tokens end permanently (Okta, "Refresh tokens"; "Revoke tokens").
package struct EndedSubjects: Sendable {
    package private(set) var subjects: Set<Timeline.Subject> = []

    package init(_ subjects: Set<Timeline.Subject> = []) {
        self.subjects = subjects
    }

    /// Compares two versions of an org; where one was derived from the other, only the parts that changed.
    ///
    /// - Parameters:
    ///   - former: the org before the change.
    ///   - organization: the org after the change.
    package init(from former: Organization, to organization: Organization) {
        let (old, new) = (former.contents, organization.contents)
        for id in new.authorizationServers.changes(since: old.authorizationServers)
        where old.authorizationServers[id]?.isActive == true && new.authorizationServers[id]?.isActive != true {
            subjects.insert(.server(id))
        }
        for id in new.users.changes(since: old.users) {
            guard let user = old.users[id], user.canHoldTokens else { continue }
            guard let successor = new.users[id], successor.canHoldTokens else {
                subjects.insert(.user(id))
                continue
            }
            guard successor.groups != user.groups else { continue }
            for client in old.applications { compare(user, at: client, former, organization) }
        }
        for id in new.applications.changes(since: old.applications) {
            guard let client = old.applications[id], client.isActive else { continue }
            guard let successor = new.applications[id], successor.isActive,
                successor.clientID.hasSameBytes(as: client.clientID)
            else {
                subjects.insert(.client(client.clientID))
                continue
            }
            guard successor.assignments != client.assignments else { continue }
            for user in old.users { compare(user, at: client, former, organization) }
        }
        for id in new.appUsers.changes(since: old.appUsers) where new.appUsers[id] == nil {
            guard let user = old.users[id.user], let client = old.applications[id.application] else { continue }
            compare(user, at: client, former, organization)
        }
    }

    private mutating func compare(
        _ user: User,
        at client: Application,
        _ former: Organization,
        _ organization: Organization
    ) {
        guard former.isAssigned(user, to: client), let now = organization.user(user.id),
            let successor = organization.contents.applications[client.id],
            !organization.isAssigned(now, to: successor)
        else { return }
        subjects.insert(.assignment(user.id, client: client.clientID))
    }

    /// Whether something that was issued to a client of a server, for a user if there is one, has ended.
    func concern(_ user: UserID?, _ client: String, _ server: AuthorizationServerID) -> Bool {
        guard !subjects.contains(.client(client)), !subjects.contains(.server(server)) else { return true }
        guard let user else { return false }
        return concern(user) || subjects.contains(.assignment(user, client: client))
    }

    func concern(_ user: UserID) -> Bool { subjects.contains(.user(user)) }
}

extension IssuedState {
    /// Ends the sessions of subjects that have ended, and revokes or removes all that was issued to or for them.
    package func end(_ ended: EndedSubjects, at now: Instant) throws(Refusal) {
        guard !ended.subjects.isEmpty else { return }
        for key in try grants.keys(
            at: now,
            where: { !$0.isRevoked && ended.concern($0.userID, $0.clientID, $0.serverID) }
        ) {
            try grants.update(key, at: now) { $0?.record.isRevoked = true }
        }
        for key in try sessions.keys(at: now, where: { ended.concern($0.userID) }) {
            try sessions.remove(key, at: now)
        }
        for key in try sessionTokens.keys(at: now, where: { ended.concern($0.userID) }) {
            try sessionTokens.remove(key, at: now)
        }
        for key in try deviceSecrets.keys(
            at: now,
            where: { !$0.isRevoked && ended.concern($0.userID, $0.clientID, $0.serverID) }
        ) {
            try deviceSecrets.update(key, at: now) { $0?.record.isRevoked = true }
        }
        for key in try decoupled.keys(at: now, where: { ended.concern($0.userID, $0.clientID, $0.serverID) }) {
            try decoupled.remove(key, at: now)
        }
        for key in try pushedRequests.keys(at: now, where: { ended.concern(nil, $0.clientID, $0.serverID) }) {
            try pushedRequests.remove(key, at: now)
        }
    }
}
