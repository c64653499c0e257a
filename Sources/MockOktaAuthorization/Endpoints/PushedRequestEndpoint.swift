import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/par`: takes the parameters of an authorize request ahead, from the client itself (RFC 9126).
///
/// Everything that `/authorize` would refuse before a user has to sign in is refused here.
enum PushedRequestEndpoint {
    /// What proves who the client is, which is of no use later.
    private static let credentials: Set<ExactString> = ["client_secret", "client_assertion", "client_assertion_type"]

    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        var response: HTTPResponse
        do throws(Refusal) {
            response = try push(&context)
        } catch {
            response = context.refuse(error)
        }
        ProofOfPossession.addNonce(to: &response, context)
        return response
    }

    private static func push(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let sent = try EndpointParameters(context.request, takesJSON: true)
        let limit = context.settings.limit(.parameters)
        guard sent.all.parameters.count <= limit else {
            throw .tooManyParameters(sent.all.parameters.count, limit: limit)
        }
        let client = try AuthenticatedClient.find(&context, sent)
        try BrowserRequest.check(context, client, .authorizationCode, sent)
        guard sent["request_uri"] == nil else {
            throw Refusal(.pushedAuthorizationRequestURIPresent, why: "request_uri stands for a request pushed before")
        }
        var parameters = FormParameters(
            sent.all.parameters.filter { !credentials.contains($0.name) && $0.name != "client_id" }
                .map { ($0.name, $0.value) } + [("client_id", client.clientID)]
        )
        if let object = sent["request"] {
            let algorithm = client.requestObjectSigningAlgorithm
            let claims = try RequestObject.parameters(object, of: client, algorithm: algorithm, &context)
            parameters = RequestSource.merge(parameters, claims)
        }
        try bind(&parameters, context)
        try check(AuthorizeParameters(parameters), client, context)
        return try push(parameters, client, &context)
    }

    /// A proof replaces `dpop_jkt`; where both are present they must name one key (RFC 9449 §10.1).
    private static func bind(_ parameters: inout FormParameters, _ context: RequestContext) throws(Refusal) {
        guard let proof = try ProofOfPossession.ofPushedRequest(context) else { return }
        guard let named = parameters["dpop_jkt"] else {
            parameters.append("dpop_jkt", proof.thumbprint)
            return
        }
        guard named == proof.thumbprint else {
            let why = "dpop_jkt is \(named), the proof is by \(proof.thumbprint)"
            throw Refusal(.invalidDPoPProof, why: why)
        }
    }

    private static func check(
        _ parameters: AuthorizeParameters,
        _ client: Application,
        _ context: RequestContext
    ) throws(Refusal) {
        guard parameters["client_id"] == client.clientID else {
            let why =
                "client_id of the request object is \(parameters["client_id"] ?? "absent"), not \(client.clientID)"
            throw Refusal(.requestObjectInvalid, why: why)
        }
        do throws(Refusal) {
            let sender = try AuthorizeSteps.identifyClient(parameters, context)
            let types = try AuthorizeSteps.checkResponse(parameters, client)
            _ = try AuthorizeRequest(parameters, sender, types, context)
        } catch {
            // Okta answers this one with another row than `/authorize` (Okta, "Pushed authorization requests").
            guard error.answer == .oauth(.openidScopeRequired) else { throw error }
            throw Refusal(.openidScopeRequiredAccessToken, why: error.why)
        }
    }

    private static func push(
        _ parameters: FormParameters,
        _ client: Application,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let uri = OneTimeCode.pushedRequest.draw(&context.random)
        let record = PushedRequest(
            clientID: client.clientID,
            serverID: context.server.id,
            parameters: parameters.parameters.map { .init($0.name, $0.value) }
        )
        let limit = context.settings.limit(.pushedRequests)
        let (snapshot, key) = (context.snapshot, OneTimeCode.pushedRequest.key(of: uri))
        var batch = context.writes
        batch.insert(
            record,
            for: key,
            in: snapshot.state.pushedRequests,
            expires: snapshot.now + PushedRequest.lifetime
        )
        try PushedRequestCount(client, snapshot).add(
            record,
            limit: limit,
            with: batch,
            orElse: .tooManyPushedRequests(of: client.clientID, limit: limit)
        )
        let body: JSON = [
            "request_uri": .string(uri), "expires_in": .integer(Int(PushedRequest.lifetime.seconds)),
        ]
        return JSONAnswer.uncached(.ok, body)
    }
}
