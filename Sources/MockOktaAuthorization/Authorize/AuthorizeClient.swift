import MockOktaEndpoints
import MockOktaFormats
import MockOktaModel

/// Who asks and where the answer goes.
///
/// Until both are known, nothing may be redirected (RFC 6749 §4.1.2.1).
struct AuthorizeClient {
    let client: Application
    let redirectURI: String

    init(_ parameters: AuthorizeParameters, _ context: RequestContext) throws(Refusal) {
        let organization = context.organization
        let uri = parameters["redirect_uri"]
        guard let id = parameters["client_id"] else {
            throw Refusal(.invalidClient(400), why: "client_id is absent or empty")
        }
        guard let client = organization.application(clientID: id) else {
            throw Refusal(.invalidClient(400), why: organization.whyNoClient(id), remedy: .newApp(id, uri))
        }
        guard client.isActive else {
            throw Refusal(.invalidClient(400), why: "client \(id) is INACTIVE", remedy: .activate(client))
        }
        guard let uri else {
            if let refusal = client.refusalOfServiceApp { throw refusal }
            throw Refusal(.missingRedirectURI, why: "redirect_uri is absent or empty")
        }
        guard RedirectURIs.allows(uri, client, organization.settings) || uri == context.testClientCallback else {
            if let refusal = client.refusalOfServiceApp { throw refusal }
            throw Refusal(
                .illegalRedirectURI,
                why: RedirectURIs.whyNot(uri, among: client.redirectURIs, named: "redirect_uris"),
                remedy: .register(uri, in: "redirect_uris", after: client.redirectURIs, client)
            )
        }
        self.client = client
        redirectURI = uri
    }
}

extension Application {
    /// Why a service app may not come to `/authorize`, whose redirect URIs it need not have; nil for others.
    var refusalOfServiceApp: Refusal? {
        guard type == .service else { return nil }
        return Refusal(
            .invalidClientApplicationType.with("authorize"),
            why: "\(clientID) is a service app and has no users"
        )
    }
}
