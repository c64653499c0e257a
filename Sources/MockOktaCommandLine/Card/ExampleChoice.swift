import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Chooses example requests that succeed at an org, by evaluating its policies.
struct ExampleChoice {
    private let organization: Organization
    private let url: String

    init(_ organization: Organization, url: String) {
        self.organization = organization
        self.url = url
    }

    /// Two requests, the first of which returns JSON: tokens where one request returns them, else metadata and a page.
    var two: [ExampleRequest] {
        let found = [clientCredentials, password, discovery, authorize].compactMap(\.self)
        return Array(found.prefix(2))
    }

    /// A URL that shows the sign-in page in a browser.
    var signInURL: String? { authorize?.url }

    private var servers: [AuthorizationServer] {
        let custom = organization.contents.authorizationServers.filter(\.isActive)
        let isDefault = { (server: AuthorizationServer) in server.address == "default" }
        return custom.filter(isDefault) + custom.filter { !isDefault($0) }
    }

    private var clients: [Application] { organization.contents.applications.filter(\.isActive) }

    private var clientCredentials: ExampleRequest? {
        for server in servers {
            for client in clients where client.allows(.clientCredentials) && !client.isPublic {
                let scope = server.scopes.lazy.filter { !$0.isSystem }.map(\.name)
                    .first { isAllowed(client, nil, .clientCredentials, [$0], server) }
                if let scope, let example = token(client, server, [("grant_type", "client_credentials")], scope) {
                    return example
                }
            }
        }
        return nil
    }

    private var password: ExampleRequest? {
        for server in servers + [organization.contents.orgServer] {
            for client in clients where client.allows(.password) && client.type != .browser {
                guard let user = organization.contents.users.first(where: { canSignIn($0, client, server) }),
                    case .plain(let text) = user.password
                else { continue }
                let form = [("grant_type", "password"), ("username", user.login), ("password", text)]
                if let example = token(client, server, form, Scope.openID, user: user) { return example }
            }
        }
        return nil
    }

    private func canSignIn(_ user: User, _ client: Application, _ server: AuthorizationServer) -> Bool {
        guard case .plain(let text) = user.password, organization.isAssigned(user, to: client),
            case .accepted = Credentials.check(user.login, text, in: organization)
        else { return false }
        return isAllowed(client, user, .password, [Scope.openID], server)
    }

    private func isAllowed(
        _ client: Application,
        _ user: User?,
        _ grant: GrantType,
        _ scopes: [String],
        _ server: AuthorizationServer
    ) -> Bool {
        let question = PolicyEvaluation.Question(client: client, user: user, grantTypes: [grant], scopes: scopes)
        return (try? Permission(question, server: server, organization: organization)) != nil
    }

    /// Nil for clients that authenticate by an assertion.
    private func token(
        _ client: Application,
        _ server: AuthorizationServer,
        _ form: [(String, String)],
        _ scope: String,
        user: User? = nil
    ) -> ExampleRequest? {
        let endpoint = url + server.endpointPath + "/v1/token"
        let purpose = "tokens for \(user.map { "\($0.login) at " } ?? "")\(client.clientID)"
        let form = form + [("scope", scope)]
        switch client.authenticationMethod {
        case .none: return ExampleRequest(purpose, endpoint, form: [("client_id", client.clientID)] + form)
        case .clientSecretBasic, .clientSecretPost:
            guard let secret = client.secrets.first else { return nil }
            let isBasic = client.authenticationMethod == .clientSecretBasic && !client.clientID.contains(":")
            guard !isBasic else {
                return ExampleRequest(purpose, endpoint, basic: [client.clientID, secret], form: form)
            }
            let credentials = [("client_id", client.clientID), ("client_secret", secret)]
            return ExampleRequest(purpose, endpoint, form: credentials + form)
        case .clientSecretJWT, .privateKeyJWT: return nil
        }
    }

    /// Shows the sign-in page; the challenge is that of RFC 7636, appendix B.
    private var authorize: ExampleRequest? {
        guard let client = clients.first(where: { $0.allows(.authorizationCode) && !$0.redirectURIs.isEmpty }) else {
            return nil
        }
        let server = servers.first ?? organization.contents.orgServer
        let challenge = [
            ("code_challenge_method", "S256"), ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        ]
        let parameters = [
            ("client_id", client.clientID), ("response_type", "code"), ("scope", Scope.openID), ("state", "any"),
            ("redirect_uri", client.redirectURIs[0]),
        ]
        // A code without a challenge is redeemed by one short command.
        let query = FormParameters(parameters + (client.requiresPKCE ? challenge : []))
        let address = "\(url)\(server.endpointPath)/v1/authorize?\(query.encoded)"
        return ExampleRequest("the sign-in page of \(client.clientID)", address)
    }

    private var discovery: ExampleRequest {
        let server = servers.first ?? organization.contents.orgServer
        return ExampleRequest("metadata", "\(url)\(server.issuerPath)/.well-known/openid-configuration")
    }
}
