import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The app at which a sign-in of a page ends, as `/api/v1/authn` shows it (Okta, "Authentication API", step-up
/// authentication without Okta session: the only sign-ins that are UNAUTHENTICATED).
///
/// Differs: Okta documents it for apps of SAML; the app has no logo here.
struct AuthnTarget {
    private let client: Application
    private let server: AuthorizationServer
    private let context: RequestContext

    static let type: JSON = "SESSION_STEP_UP"

    /// The target; nil for sign-ins that end with a session token.
    init?(_ transaction: SignInTransaction, _ context: RequestContext) {
        guard case .hosted(let clientID, let serverID, _) = transaction.request,
            let client = context.organization.application(clientID: clientID),
            let server = context.organization.allServers.first(where: { $0.id == serverID })
        else { return nil }
        self.client = client
        self.server = server
        self.context = context
    }

    func embed(in object: inout JSONObject) {
        object["target"] = ["type": "APP", "name": "oidc_client", "label": .string(client.label)]
        object["authentication"] = [
            "protocol": "OAUTH2.0",
            "issuer": [
                "id": .string(server.id.rawValue), "name": .string(server.name),
                "uri": .string(context.snapshot.issuer(of: server)),
            ],
        ]
    }

    /// The end of the sign-in: its link starts the browser's session and goes on to the app.
    func success(_ user: User, _ state: AuthnState) -> JSONObject {
        var embedded: JSONObject = ["user": .object(AuthnUser.object(user))]
        embed(in: &embedded)
        let path = TokenRedirectEndpoint.stepUpPath + "?stateToken=" + state.token
        let next: JSON = [
            "name": "original", "href": .string(context.snapshot.urls.front + path), "hints": ["allow": ["GET"]],
        ]
        return [
            "stateToken": .string(state.token), "type": Self.type,
            "expiresAt": .string(AuthnUser.time(context.snapshot.now + AuthnEndpoint.lifetime)), "status": "SUCCESS",
            "_embedded": .object(embedded), "_links": ["next": next],
        ]
    }
}
