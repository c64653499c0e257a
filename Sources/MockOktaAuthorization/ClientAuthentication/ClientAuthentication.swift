import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Finds out which client calls and whether it proves it (RFC 6749 §2.3; Okta, "Client authentication").
struct ClientAuthentication {
    /// What a request presents, before anything is believed.
    private enum Presented {
        case basic(BasicCredentials)
        case post(clientID: String, secret: String)
        case clientID(String)
        case assertion(ClientAssertion)
    }

    private let organization: Organization
    private let presented: Presented
    /// The `client_id` parameter beside an assertion: it must name the same client.
    private let named: String?

    init(
        _ request: HTTPRequest,
        _ organization: Organization,
        _ parameters: EndpointParameters
    ) throws(Refusal) {
        self.organization = organization
        named = parameters["client_id"]
        presented = try Self.presented(request, parameters)
    }

    /// The client that the request names, without authentication; for the journal.
    var claimedClientID: String? {
        switch presented {
        // Text without a colon may be a secret.
        case .basic(let basic) where basic.secret != nil || organization.application(clientID: basic.clientID) != nil:
            basic.clientID
        case .basic: nil
        case .post(let id, _), .clientID(let id): id
        case .assertion: named
        }
    }

    /// The client, authenticated by its registered method.
    func client(_ context: RequestContext) throws(Refusal) -> Application {
        let client: Application
        switch presented {
        case .basic(let basic): client = try check(basic)
        case .post(let id, let secret): client = try check(find(id), secrets: [secret], .clientSecretPost)
        case .clientID(let id): client = try checkPublic(find(id))
        case .assertion(let assertion): client = try assertion.client(context, named: named)
        }
        guard client.isActive else { throw Refusal(.invalidClient, why: "client \(client.clientID) is INACTIVE") }
        return client
    }

    private static func presented(
        _ request: HTTPRequest,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> Presented {
        let hasField = request.fields.contains("Authorization")
        let secret = parameters["client_secret"]
        let assertionType = parameters["client_assertion_type"]
        if parameters["client_assertion"] != nil || assertionType != nil {
            guard !hasField, !parameters.contains("client_secret") else { throw Self.multiple }
            return .assertion(try ClientAssertion(parameters["client_assertion"], type: assertionType))
        }
        if hasField {
            guard !parameters.contains("client_id"), !parameters.contains("client_secret") else {
                throw Self.multiple
            }
            guard let basic = BasicCredentials(request.fields) else {
                throw Refusal(.invalidBasicAuthCreds, why: "the Authorization field is not well-formed Basic")
            }
            return .basic(basic)
        }
        guard let id = parameters["client_id"] else {
            throw Refusal(.missingClientCredentials, why: "neither an Authorization field nor a client_id was sent")
        }
        return secret.map { .post(clientID: id, secret: $0) } ?? .clientID(id)
    }

    private static var multiple: Refusal {
        Refusal(
            .multipleClientCredentials,
            why: "credentials stand in more than one place: the Authorization field, client_id or client_secret, "
                + "client_assertion"
        )
    }

    private func check(_ basic: BasicCredentials) throws(Refusal) -> Application {
        let readings = basic.readings
        guard let client = application(readings) else {
            // Text without a colon may be a secret, which does not belong into the journal.
            guard basic.secret != nil else {
                throw Refusal(.invalidClient(401), why: "Basic has no colon, and the org has no client of that id")
            }
            return try find(basic.clientID)
        }
        guard basic.secret != nil else { return try checkPublic(client) }
        return try check(client, secrets: readings.compactMap(\.secret), .clientSecretBasic)
    }

    private func application(_ readings: [BasicCredentials]) -> Application? {
        for reading in readings {
            if let application = organization.application(clientID: reading.clientID) { return application }
        }
        return nil
    }

    private func find(_ clientID: String) throws(Refusal) -> Application {
        guard let client = organization.application(clientID: clientID) else {
            throw Refusal(.invalidClient(401), why: organization.whyNoClient(clientID))
        }
        return client
    }

    /// Checks a secret, of which there may be two readings, and that a secret is what the client was registered for.
    private func check(
        _ client: Application,
        secrets: [String],
        _ method: ClientAuthenticationMethod
    ) throws(Refusal) -> Application {
        let registered = client.authenticationMethod
        let isAllowed =
            organization.settings.isStrictAboutClientAuthentication
            ? registered == method
            : registered == .clientSecretBasic || registered == .clientSecretPost
        guard isAllowed else {
            throw Refusal(
                .invalidTokenEndpointAuthMethod,
                why: "\(client.clientID) is registered for \(registered.rawValue), not \(method.rawValue)"
            )
        }
        guard secrets.contains(where: { isSecret($0, of: client) }) else {
            throw Refusal(.invalidClientSecret, why: "the secret is not one of \(client.clientID)'s")
        }
        return client
    }

    private func isSecret(_ secret: String, of client: Application) -> Bool {
        client.secrets.contains { ConstantTime.equal($0, secret) }
    }

    private func checkPublic(_ client: Application) throws(Refusal) -> Application {
        guard client.isPublic else {
            throw Refusal(
                .invalidTokenEndpointAuthMethod,
                why: "\(client.clientID) must authenticate by \(client.authenticationMethod.rawValue)"
            )
        }
        return client
    }
}

/// The client of a request, authenticated and allowed what it comes for.
enum AuthenticatedClient {
    /// Authenticates the client and notes it for the journal.
    ///
    /// - Parameters:
    ///   - context: of the request.
    ///   - parameters: hold its credentials.
    ///   - grant: the grant type that the endpoint begins; nil where it begins none.
    /// - Returns: the client.
    /// - Throws: `Refusal` with `invalid_client` or `unauthorized_client`.
    static func find(
        _ context: inout RequestContext,
        _ parameters: EndpointParameters,
        for grant: GrantType? = nil
    ) throws(Refusal) -> Application {
        let authentication = try ClientAuthentication(context.request, context.organization, parameters)
        context.record.clientID = authentication.claimedClientID
        context.record.scope = parameters["scope"]
        let client = try authentication.client(context)
        context.record.clientID = client.clientID
        context.hasAuthenticatedClient = true
        guard let grant, !client.allows(grant) else { return client }
        throw .lacking(grant, client)
    }
}
