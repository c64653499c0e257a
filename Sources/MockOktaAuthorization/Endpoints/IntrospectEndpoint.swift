import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/introspect`: whether a token is active, and its claims (RFC 7662).
enum IntrospectEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(context.request)
        let client = try AuthenticatedClient.find(&context, parameters)
        guard let text = parameters["token"] else {
            throw Refusal(.requestMissingToken, why: "token is absent or empty")
        }
        guard let token = try PresentedToken.find(text, &context) else { return inactive }
        // A client that proves nothing about itself learns only about its own tokens.
        guard !client.isPublic || token.clientID?.hasSameBytes(as: client.clientID) == true else {
            context.record.why =
                "\(client.clientID) is a public client and the token belongs to \(token.clientID ?? "no client")"
            return inactive
        }
        return JSONAnswer.uncached(.ok, body(of: token, context))
    }

    private static var inactive: HTTPResponse { JSONAnswer.uncached(.ok, ["active": false]) }

    private static func body(of token: PresentedToken, _ context: RequestContext) -> [UInt8] {
        switch token {
        case .jwt(let token) where token.id.kind == .access:
            token.token.introspection { JSON.object(accessMembers(token)).serialized() }
        case .jwt(let token): JSON.object(idMembers(token, context)).serialized()
        case .refresh(_, let grant): JSON.object(refreshMembers(grant, context)).serialized()
        case .deviceSecret(_, let secret): JSON.object(deviceSecretMembers(secret)).serialized()
        }
    }

    /// The token's claims: the standard ones in Okta's order, then the custom ones.
    private static func accessMembers(_ token: VerifiedToken) -> JSONObject {
        let claims = token.claims
        var members: JSONObject = ["active": true, "scope": .string(token.scopes.joined(separator: " "))]
        if token.userID != nil { members["username"] = claims["sub"] }
        for name in ["exp", "iat", "sub", "aud", "iss", "jti"] { members[name] = claims[name] }
        members["token_type"] = token.keyThumbprint == nil ? "Bearer" : "DPoP"
        members["client_id"] = claims["cid"]
        members["uid"] = claims["uid"]
        members["cnf"] = claims["cnf"]
        let left: Set<ExactString> = ["ver", "cid", "scp", "auth_time"]
        for member in claims.members where members[member.key] == nil && !left.contains(member.key) {
            guard !ReservedMembers.contains(member.key, in: .introspection) else { continue }
            members[member.key] = member.value
        }
        return members
    }

    private static func deviceSecretMembers(_ secret: DeviceSecret) -> JSONObject {
        var members: JSONObject = ["active": true]
        members["sid"] = secret.authentication.session.map { .string(SessionID(key: $0).text) }
        members["token_type"] = .string(TokenType.deviceSecret.rawValue)
        members["exp"] = .integer(Int((secret.created + DeviceSecret.lifetime).seconds))
        return members
    }

    private static func idMembers(_ token: VerifiedToken, _ context: RequestContext) -> JSONObject {
        var members: JSONObject = ["active": true]
        members["username"] = token.userID.flatMap(context.snapshot.organization.user)?.login.json
        for member in token.claims.members where !ReservedMembers.contains(member.key, in: .introspection) {
            members[member.key] = member.value
        }
        members["token_type"] = "Bearer"
        members["client_id"] = token.claims["aud"]
        return members
    }

    /// Okta's order; there is no `iat`, `iss` or `jti`.
    private static func refreshMembers(_ grant: Grant, _ context: RequestContext) -> JSONObject {
        let login = context.snapshot.organization.user(grant.userID)?.login.json
        var members: JSONObject = [
            "active": true, "token_type": grant.keyThumbprint == nil ? "Bearer" : "DPoP",
            "scope": .string(grant.scopes.joined(separator: " ")),
            "client_id": .string(grant.clientID),
        ]
        members["username"] = login
        // A token without any deadline has no `exp`; RFC 7662 leaves the member optional.
        if let deadline = grant.refreshDeadline, deadline != .distantFuture {
            members["exp"] = .integer(Int(deadline.seconds))
        }
        members["sub"] = login
        // Differs: devices are not simulated; each user has one, whose id follows from the user's.
        members["device_id"] = .string(IdentifierPrefix.device.derived(from: "device:" + grant.userID.rawValue))
        members["cnf"] = grant.keyThumbprint.map { ["jkt": .string($0)] }
        return members
    }
}

extension String {
    fileprivate var json: JSON { .string(self) }
}
