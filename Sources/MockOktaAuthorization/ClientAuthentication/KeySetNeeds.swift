import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing
import MockOktaModel

/// Finds the key sets that a request needs, before its endpoint runs: an endpoint waits for nothing.
package enum KeySetNeeds {
    /// The key sets that must be fetched to verify the client assertion and the request object of a request.
    ///
    /// Nothing is verified here: a JWT only names a client and a key of it.
    package static func missing(for request: HTTPRequest, in snapshot: OrgSnapshot) -> [FetchedKeySets.Need] {
        guard !snapshot.organization.contents.settings.outgoingHosts.isEmpty, let parameters = parameters(of: request)
        else { return [] }
        var needs: [FetchedKeySets.Need] = []
        for name in ["client_assertion", "request"] {
            guard let text = parameters[name], let need = need(JWT(text), parameters["client_id"], snapshot),
                !needs.contains(need)
            else { continue }
            needs.append(need)
        }
        return needs
    }

    private static func parameters(of request: HTTPRequest) -> EndpointParameters? {
        guard request.method == .post else {
            return request.query.flatMap { FormParameters(query: $0) }.map(EndpointParameters.init)
        }
        return try? EndpointParameters(request, takesJSON: true)
    }

    private static func need(_ jwt: JWT?, _ named: String?, _ snapshot: OrgSnapshot) -> FetchedKeySets.Need? {
        guard let jwt, case .key? = jwt.algorithm.flatMap(ClientSignature.init),
            let id = jwt.claims["iss"]?.string ?? named,
            let client = snapshot.organization.application(clientID: id),
            (client.jwks?["keys"]?.array ?? []).isEmpty, let url = client.jwksURI,
            snapshot.organization.contents.settings.outgoingHosts.allows(url)
        else { return nil }
        let sets = snapshot.caches.keySets
        let need = FetchedKeySets.Need(url: url, keyID: jwt.keyID, fetchCount: sets.fetchCount(of: url))
        return sets.lacks(need, at: snapshot.now) ? need : nil
    }
}
