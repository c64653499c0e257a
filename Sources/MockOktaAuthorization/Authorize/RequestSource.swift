import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Where the parameters of an authorize request come from: from the request itself, from a request object in it
/// (RFC 9101), or from a request that was pushed ahead (RFC 9126).
enum RequestSource {
    /// Finds the parameters to go on with.
    ///
    /// - Parameters:
    ///   - sent: the parameters of the request.
    ///   - context: for the client, the stores and the server; its `writes` get the use of the pushed request or of the
    ///     object's `jti`, which a refused request leaves as it was.
    /// - Returns: the parameters, none of which is `request` or `request_uri`.
    /// - Throws: `Refusal` with `invalid_request_object`, `invalid_request_uri` and the like.
    static func resolve(
        _ sent: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> AuthorizeParameters {
        guard let id = sent["client_id"], let client = context.organization.application(clientID: id), client.isActive
        else { return sent }
        switch (sent["request"], sent["request_uri"]) {
        case (nil, nil):
            guard !client.requiresPushedRequests else {
                let why = "\(id) has require_pushed_authorization_requests, and request_uri is absent"
                throw Refusal(.invalidRequest, why: why)
            }
            return sent
        case (_?, _?):
            throw Refusal(
                .authorizeRequestObjectAndRequestURIProvided,
                why: "request and request_uri exclude each other"
            )
        case (let object?, nil):
            guard !client.requiresPushedRequests else {
                let why = "\(id) has require_pushed_authorization_requests; push the request object"
                throw Refusal(.invalidRequest, why: why)
            }
            let algorithm = client.requestObjectSigningAlgorithm
            let claims = try RequestObject.parameters(object, of: client, algorithm: algorithm, &context)
            return AuthorizeParameters(merge(sent.parameters, claims))
        case (nil, let uri?):
            return try pushed(uri, client, &context)
        }
    }

    /// Parameters with those of a request object in place of others of the same name.
    static func merge(_ parameters: FormParameters, _ claims: [(String, String)]) -> FormParameters {
        let names = Set(texts: claims.map(\.0) + ["request"])
        let rest = parameters.parameters.filter { !names.contains($0.name) }.map { ($0.name, $0.value) }
        return FormParameters(rest + claims)
    }

    private static func pushed(
        _ uri: String,
        _ client: Application,
        _ context: inout RequestContext
    ) throws(Refusal) -> AuthorizeParameters {
        guard uri.hasPrefix(OneTimeCode.requestURIPrefix) else {
            throw Refusal(.requestURINotSupported, why: "request_uri is \(uri), not one that /par gave")
        }
        let key = OneTimeCode.pushedRequest.key(of: uri)
        let (store, now) = (context.snapshot.state.pushedRequests, context.snapshot.now)
        guard let record = try store.record(key, at: now) else { throw unknownURI }
        guard record.serverID == context.server.id else {
            let why = "the request_uri was given by server \(record.serverID)"
            throw Refusal(.authorizeRequestURIMismatchedAuthorizationServer, why: why)
        }
        guard record.clientID == client.clientID else {
            let why = "the request_uri was given to \(record.clientID), not \(client.clientID)"
            throw Refusal(.authorizeRequestURIMismatchedClient, why: why)
        }
        context.writes.take(key, of: store, orElse: unknownURI)
        PushedRequestCount(client, context.snapshot).remove(record, in: &context.writes)
        return AuthorizeParameters(FormParameters(record.parameters.map { ($0.name, $0.value) }))
    }

    private static var unknownURI: Refusal {
        Refusal(.invalidRequestURI, why: "the request_uri was never given, was used before, or has expired")
    }
}
