import MockOktaFormats
package import MockOktaHTTP
import MockOktaIssuing
package import MockOktaModel

/// The `WWW-Authenticate` field of a refused resource request (RFC 6750 §3, RFC 9449 §7.1), with Okta's members.
package enum AccessTokenChallenge {
    /// Adds the field to an answer, and a nonce for the next proof where the request has one.
    ///
    /// - Parameters:
    ///   - error: the row of Okta's error table.
    ///   - scope: the scopes that allow the request, separated by spaces.
    ///   - resource: the path of the endpoint.
    ///   - response: the answer.
    ///   - context: of the request.
    package static func add(
        _ error: OAuthError,
        scope: String,
        resource: String,
        to response: inout HTTPResponse,
        _ context: RequestContext
    ) {
        // Errors about DPoP use its scheme (RFC 9449 §7.1).
        let isDPoP =
            BearerToken.usesDPoP(context.request) || error.name == OAuthError.dpopAuthenticationSchemeRequired.name
        let algorithms = DPoPProof.algorithms.joined(separator: " ")
        let members =
            (isDPoP ? [("algs", algorithms)] : []) + [
                ("authorization_uri", named(context.url("/v1/authorize"), context.settings)),
                ("realm", named(context.snapshot.issuer(of: context.server), context.settings)), ("scope", scope),
                ("error", error.error), ("error_description", error.description), ("resource", resource),
            ]
        response.fields["WWW-Authenticate"] =
            (isDPoP ? "DPoP " : "Bearer ") + members.map { "\($0)=\"\($1)\"" }.joined(separator: ", ")
        ProofOfPossession.addNonce(to: &response, context)
    }

    /// A URL as in captured challenges of Okta, which begin with `http` though the org has no such URL.
    private static func named(_ url: String, _ settings: Settings) -> String {
        guard settings.challengesNameHTTP, url.hasPrefix("https:") else { return url }
        return "http:" + url.dropFirst(6)
    }
}
