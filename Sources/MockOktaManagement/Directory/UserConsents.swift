import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/users/{userID}/grants` and `…/clients`: what a user has consented to, and the tokens of the user's clients
/// (Okta, "User Grants API", "User OAuth 2.0 Token Management API").
enum UserConsents {
    private static let path = Users.path + "/{userID}"
    private static let clientPath = path + "/clients/{clientID}"

    static let operations: [Operation] =
        lists(path + "/grants") { _ in nil }
        + lists(clientPath + "/grants") { $0.parameter("clientID") }
        + [
            Operation(.get, path + "/grants/{grantID}", .users) { (call) throws(Refusal) in
                .object(try one(call).object(call))
            },
            Operation(.delete, path + "/grants/{grantID}", .users) { (call) throws(Refusal) in
                try one(call).revoke(in: call.context.snapshot)
                return .nothing
            },
            Operation(.get, path + "/clients", .users) { (call) throws(Refusal) in
                let user = try Users(call, in: call.organization).named(by: call)
                let tokens = try RefreshTokenObject.all(in: call.context.snapshot) { $0.userID == user.id }
                var seen: Set<ExactString> = []
                let ids = try all(of: user, call).map(\.consent.clientID) + tokens.map(\.grant.clientID)
                let clients = ids.filter { seen.insert($0) }
                return .list(
                    clients.compactMap { call.organization.application(clientID: $0) }.map { client in
                        let base = call.href("\(Users.path)/\(user.id)/clients/\(client.clientID)").string ?? ""
                        let links: JSONObject = [
                            "grants": .link(.string(base + "/grants"), "GET", "DELETE"),
                            "tokens": .link(.string(base + "/tokens"), "GET", "DELETE"),
                        ]
                        return ServerClientOperations.client(client, links: links)
                    }
                )
            },
        ]
        + RefreshTokenOperations(
            path: clientPath + "/tokens",
            area: .users,
            filter: { (call) throws(Refusal) in
                let user = try Users(call, in: call.organization).named(by: call)
                let id = call.parameter("clientID")
                return { $0.userID == user.id && $0.clientID.hasSameBytes(as: id) }
            },
            parent: { $0.parameter("clientID") }
        ).operations

    /// The list of a user's grants, or of those for one client, and its deletion.
    private static func lists(
        _ path: String,
        client: @escaping @Sendable (APICall) -> String?
    ) -> [Operation] {
        [
            Operation(.get, path, .users) { (call) throws(Refusal) in
                let user = try Users(call, in: call.organization).named(by: call)
                let grants = try all(of: user, call, client: client(call))
                let page = try Page(call, .small)
                let picked = try page.pick(grants, id: \.id)
                return page.answer(
                    picked.rows.map { $0.object(call) },
                    next: picked.hasMore ? picked.rows.last?.id : nil
                )
            },
            Operation(.delete, path, .users) { (call) throws(Refusal) in
                let user = try Users(call, in: call.organization).named(by: call)
                for grant in try all(of: user, call, client: client(call)) {
                    try grant.revoke(in: call.context.snapshot)
                }
                return .nothing
            },
        ]
    }

    /// The grants of a user, by age and name.
    private static func all(of user: User, _ call: APICall, client: String? = nil) throws(Refusal) -> [UserConsent] {
        var consents: [Consent] = []
        try call.context.snapshot.state.consents.forEach(at: call.context.snapshot.now) { _, consent in
            guard consent.userID == user.id else { return }
            if client == nil || client == consent.clientID { consents.append(consent) }
        }
        let grants = consents.flatMap { consent in
            consent.scopes.map { UserConsent(consent: consent, scope: $0.text, user: user) }
        }
        return grants.sorted { ($0.consent.created, $0.scope, $0.id) < ($1.consent.created, $1.scope, $1.id) }
    }

    private static func one(_ call: APICall) throws(Refusal) -> UserConsent {
        let user = try Users(call, in: call.organization).named(by: call)
        let id = call.parameter("grantID")
        guard let grant = try all(of: user, call).first(where: { $0.id == id }) else {
            throw .absent(id, "OAuth2ScopeConsentGrant")
        }
        return grant
    }
}

/// One scope that a user has consented to (Okta's OAuth2ScopeConsentGrant).
private struct UserConsent {
    let consent: Consent
    let scope: String
    let user: User

    var id: String {
        DerivedText.id(.scopeGrant, "\(consent.userID)/\(consent.clientID)/\(consent.serverID)/\(scope)")
    }

    /// Removes the scope from the consent; a consent to nothing is removed.
    func revoke(in snapshot: OrgSnapshot) throws(Refusal) {
        try snapshot.state.consents.update(consent.key, at: snapshot.now) { entry in
            entry?.record.scopes.remove(ExactString(scope))
            if entry?.record.scopes.isEmpty == true { entry = nil }
        }
    }

    func object(_ call: APICall) -> JSONObject {
        let organization = call.organization
        let server =
            organization.allServers.first { $0.id == consent.serverID } ?? organization.contents.orgServer
        let scopeID = Scopes.id(of: scope, at: server)
        var object: JSONObject = [
            "id": .string(id), "status": "ACTIVE", "created": .instant(consent.created),
            "lastUpdated": .instant(consent.lastUpdated),
            "issuer": .string(call.context.snapshot.issuer(of: server)), "clientId": .string(consent.clientID),
            "userId": .string(user.id.rawValue), "scopeId": .string(scopeID), "source": "END_USER",
        ]
        if call.query["expand"] == "scope" {
            object["_embedded"] = ["scope": ["id": .string(scopeID), "name": .string(scope)]]
        }
        object["_links"] = .object(links(call, server, scopeID).inHashMapOrder)
        return object
    }

    private func links(_ call: APICall, _ server: AuthorizationServer, _ scopeID: String) -> JSONObject {
        let client = call.organization.application(clientID: consent.clientID)
        let title = JSON.string(client?.label ?? consent.clientID)
        let own = "\(Users.path)/\(user.id)"
        var links: JSONObject = [
            "app": [
                "href": call.href("\(Applications.path)/\(client?.id.rawValue ?? consent.clientID)"), "title": title,
            ],
            "client": ["href": call.href("/oauth2/v1/clients/\(consent.clientID)"), "title": title],
            "self": .link(call.href("\(own)/grants/\(id)"), "GET", "DELETE"),
            "user": ["href": call.href(own), "title": .string(user.displayName)],
        ]
        if !server.isOrg {
            links["authorizationServer"] = ["href": call.href(server.apiPath), "title": .string(server.name)]
            links["scope"] = ["href": call.href("\(server.apiPath)/scopes/\(scopeID)"), "title": .string(scope)]
        }
        return links
    }
}
