import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Where an authorization response goes and how.
struct ResponseTarget {
    let redirectURI: String
    let mode: ResponseMode
    let state: String?

    /// Success: `state` comes last.
    func response(_ parameters: [(String, String)], _ context: inout RequestContext) -> HTTPResponse {
        send(parameters + (state.map { [("state", $0)] } ?? []), &context)
    }

    /// Refusal: `state` comes first, as captured from Okta.
    func response(_ error: OAuthError, _ context: inout RequestContext) -> HTTPResponse {
        let parameters = [("error", error.error), ("error_description", error.description)]
        return send((state.map { [("state", $0)] } ?? []) + parameters, &context)
    }

    private func send(_ parameters: [(String, String)], _ context: inout RequestContext) -> HTTPResponse {
        switch mode {
        case .query: Redirect.to(Redirect.append(parameters, to: redirectURI, as: .query))
        case .fragment: Redirect.to(Redirect.append(parameters, to: redirectURI, as: .fragment))
        case .formPost: FormPostPage.response(parameters, to: redirectURI, nonce: pageNonce(&context))
        case .oktaPostMessage: PostMessagePage.response(parameters, to: redirectURI, nonce: pageNonce(&context))
        }
    }

    /// Allows exactly one script (Content Security Policy §2.3.1).
    private func pageNonce(_ context: inout RequestContext) -> String { Base64URL.encode(context.random.bytes(16)) }
}
