import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// A refresh token in the Management API (Okta's OAuth2RefreshToken): a grant that can still be refreshed.
struct RefreshTokenObject {
    let id: GrantID
    let grant: Grant

    /// Returns the valid refresh tokens of some grants, oldest first.
    static func all(
        in snapshot: OrgSnapshot,
        where isWanted: (Grant) -> Bool
    ) throws(Refusal) -> [RefreshTokenObject] {
        var found: [RefreshTokenObject] = []
        try snapshot.state.grants.forEach(at: snapshot.now) { key, grant in
            guard isWanted(grant), !grant.isRevoked, grant.refresh != nil,
                grant.refreshDeadline.map({ snapshot.now < $0 }) == true
            else { return }
            found.append(RefreshTokenObject(id: GrantID(key), grant: grant))
        }
        return found.sorted {
            ($0.grant.created, $0.id.refreshTokenID) < ($1.grant.created, $1.id.refreshTokenID)
        }
    }

    /// Revokes the grant: every token that belongs to it becomes inactive.
    func revoke(in snapshot: OrgSnapshot) throws(Refusal) {
        try snapshot.state.grants.update(id.key, at: snapshot.now) { $0?.record.isRevoked = true }
    }

    /// The object in an answer; `base` is the path of its list.
    func object(_ call: APICall, base: String) -> JSONObject {
        let organization = call.organization
        let server = organization.allServers.first { $0.id == grant.serverID } ?? organization.contents.orgServer
        let tokenID = id.refreshTokenID
        var object: JSONObject = [
            "id": .string(tokenID), "status": "ACTIVE", "created": .instant(grant.refresh?.created ?? grant.created),
            "lastUpdated": .instant(grant.lastUsed), "expiresAt": .instant(grant.refreshDeadline ?? grant.lastUsed),
            "issuer": .string(call.context.snapshot.issuer(of: server)), "clientId": .string(grant.clientID),
            "userId": .string(grant.userID.rawValue), "scopes": .array(grant.scopes.map { .string($0) }),
        ]
        if call.query["expand"] == "scope" {
            object["_embedded"] = ["scopes": .array(grant.scopes.map { scope($0, of: server) })]
        }
        object["_links"] = .object(links(call, server, base: base).inHashMapOrder)
        return object
    }

    private func scope(_ name: String, of server: AuthorizationServer) -> JSON {
        let scope = server.scope(name)
        return [
            "id": .string(Scopes.id(of: name, at: server)), "name": .string(name),
            "displayName": scope.map { .string($0.displayName) } ?? .null,
            "description": scope.map { .string($0.description) } ?? .null,
        ]
    }

    private func links(_ call: APICall, _ server: AuthorizationServer, base: String) -> JSONObject {
        let client = call.organization.application(clientID: grant.clientID)
        let title = JSON.string(client?.label ?? grant.clientID)
        let user = call.organization.user(grant.userID)
        let own = call.href("\(base)/\(id.refreshTokenID)")
        var links: JSONObject = [
            "app": ["href": call.href("/api/v1/apps/\(client?.id.rawValue ?? grant.clientID)"), "title": title]
        ]
        if !server.isOrg {
            links["authorizationServer"] = ["href": call.href(server.apiPath), "title": .string(server.name)]
        }
        links["self"] = .link(own)
        links["revoke"] = .link(own, "DELETE")
        links["client"] = ["href": call.href("/oauth2/v1/clients/\(grant.clientID)"), "title": title]
        links["user"] = [
            "href": call.href("/api/v1/users/\(grant.userID.rawValue)"),
            "title": .string(user?.displayName ?? grant.userID.rawValue),
        ]
        return links
    }
}

/// The four operations on lists of refresh tokens: those of a server's client, of an app, and of a user's client.
struct RefreshTokenOperations: Sendable {
    /// The path of the list, which ends in `/tokens`.
    let path: String
    let area: APIArea
    /// Selects the tokens of the list.
    ///
    /// - Throws: `Refusal` 404 when an object that the path names does not exist.
    let filter: @Sendable (APICall) throws(Refusal) -> @Sendable (Grant) -> Bool
    /// The prefix of the id in a 404: Okta joins the ids of parent and token with a dot.
    let parent: @Sendable (APICall) -> String

    var operations: [Operation] {
        [
            Operation(.get, path, area) { [self] (call) throws(Refusal) in
                let tokens = try all(call)
                let page = try Page(call, .small)
                let picked = try page.pick(tokens) { $0.id.refreshTokenID }
                let objects = picked.rows.map { $0.object(call, base: call.context.request.path) }
                return page.answer(objects, next: picked.hasMore ? picked.rows.last?.id.refreshTokenID : nil)
            },
            Operation(.delete, path, area) { [self] (call) throws(Refusal) in
                for token in try all(call) { try token.revoke(in: call.context.snapshot) }
                return .nothing
            },
            Operation(.get, path + "/{tokenID}", area) { [self] (call) throws(Refusal) in
                let token = try one(call)
                let base = call.context.request.path.split(separator: "/").dropLast().joined(separator: "/")
                return .object(token.object(call, base: "/" + base))
            },
            Operation(.delete, path + "/{tokenID}", area) { [self] (call) throws(Refusal) in
                try one(call).revoke(in: call.context.snapshot)
                return .nothing
            },
        ]
    }

    private func all(_ call: APICall) throws(Refusal) -> [RefreshTokenObject] {
        try RefreshTokenObject.all(in: call.context.snapshot, where: filter(call))
    }

    private func one(_ call: APICall) throws(Refusal) -> RefreshTokenObject {
        let id = call.parameter("tokenID")
        let isWanted = try filter(call)
        let (state, now) = (call.context.snapshot.state, call.context.snapshot.now)
        guard let grantID = GrantID(refreshTokenID: id), let grant = try state.grants.record(grantID.key, at: now),
            isWanted(grant), !grant.isRevoked, grant.refreshDeadline.map({ now < $0 }) == true
        else { throw .absent("\(parent(call)).\(id)", "OAuth2RefreshTokenTx") }
        return RefreshTokenObject(id: grantID, grant: grant)
    }
}
