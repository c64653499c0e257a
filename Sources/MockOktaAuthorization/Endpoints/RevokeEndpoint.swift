import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/revoke` (RFC 7009): 200 without a body for every token, so that it does not reveal which tokens exist.
enum RevokeEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(context.request)
        let client = try AuthenticatedClient.find(&context, parameters)
        guard let text = parameters["token"] else {
            throw Refusal(.requestMissingToken, why: "token is absent or empty")
        }
        if let token = try PresentedToken.find(text, &context) {
            if token.clientID?.hasSameBytes(as: client.clientID) == true {
                try revoke(token, context.snapshot)
                context.record.events.append(.oauth("token.revoke", isOrg: context.server.isOrg))
            } else {
                context.record.why =
                    "a client may only revoke its own tokens; this one belongs to \(token.clientID ?? "no client")"
            }
        }
        var response = HTTPResponse(.ok)
        response.fields.append(contentsOf: JSONAnswer.noStore)
        return response
    }

    /// A refresh token takes its grant along, and so every access token that names it; others go alone.
    private static func revoke(_ token: PresentedToken, _ snapshot: OrgSnapshot) throws(Refusal) {
        switch token {
        case .refresh(let token, _):
            try snapshot.state.grants.update(token.grant.key, at: snapshot.now) { $0?.record.isRevoked = true }
        case .deviceSecret(let text, _): try DeviceSecrets(snapshot).revoke(text)
        case .jwt(let token) where token.id.kind == .access:
            let key = token.id.revocationKey
            try snapshot.state.revocations.insert(Tombstone(), for: key, expires: token.expires, at: snapshot.now)
        case .jwt:
            break  // ID tokens cannot be revoked; Okta's endpoint has no hint for them.
        }
    }
}
