import MockOktaEndpoints
import MockOktaModel

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
        throw Refusal(
            .unauthorizedClient.with(list: client.grantTypes.map(\.rawValue)),
            why: "grant_types of \(client.clientID) lacks \(grant.rawValue)"
        )
    }
}
