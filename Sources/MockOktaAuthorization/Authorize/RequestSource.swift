import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Where the parameters of an authorize request come from: from the request itself, from a request object in it
/// (RFC 9101), or from a request that was pushed ahead (RFC 9126).
enum RequestSource {
    /// Finds the parameters to go on with; a pushed request and an object with a `jti` are used up by this.
    ///
    /// - Parameters:
    ///   - sent: the parameters of the request.
    ///   - context: for the client, the stores and the server.
    /// - Returns: the parameters, none of which is `request` or `request_uri`.
    /// - Throws: `Refusal` with `invalid_request_object`, `invalid_request_uri` and the like.
    static func resolve(
        _ sent: AuthorizeParameters,
        _ context: RequestContext
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
            let claims = try RequestObject.parameters(
                object,
                of: client,
                algorithm: client.requestObjectSigningAlgorithm,
                context
            )
            return AuthorizeParameters(merge(sent.parameters, claims))
        case (nil, let uri?):
            return try pushed(uri, client, context)
        }
    }

    /// Parameters with those of a request object in place of others of the same name.
    static func merge(_ parameters: FormParameters, _ claims: [(String, String)]) -> FormParameters {
        let names = Set(claims.map(\.0)).union(["request"])
        let rest = parameters.parameters.filter { !names.contains($0.name) }.map { ($0.name, $0.value) }
        return FormParameters(rest + claims)
    }

    private static func pushed(
        _ uri: String,
        _ client: Application,
        _ context: RequestContext
    ) throws(Refusal) -> AuthorizeParameters {
        guard uri.hasPrefix(OneTimeCode.requestURIPrefix) else {
            throw Refusal(.requestURINotSupported, why: "request_uri is \(uri), not one that /par gave")
        }
        let key = OneTimeCode.pushedRequest.key(of: uri)
        let found = context.snapshot.state.pushedRequests.update(key, at: context.snapshot.now) {
            entry -> Result<PushedRequest, Refusal> in
            guard let record = entry?.record else {
                let why = "the request_uri was never given, was used before, or has expired"
                return .failure(Refusal(.invalidRequestURI, why: why))
            }
            guard record.serverID == context.server.id else {
                let why = "the request_uri was given by server \(record.serverID)"
                return .failure(Refusal(.authorizeRequestURIMismatchedAuthorizationServer, why: why))
            }
            guard record.clientID.hasSameBytes(as: client.clientID) else {
                let why = "the request_uri was given to \(record.clientID), not \(client.clientID)"
                return .failure(Refusal(.authorizeRequestURIMismatchedClient, why: why))
            }
            entry = nil
            return .success(record)
        }
        let request = try found.get()
        PushedRequestCount(client, context.snapshot).remove(request)
        return AuthorizeParameters(FormParameters(request.parameters.map { ($0.name, $0.value) }))
    }
}
