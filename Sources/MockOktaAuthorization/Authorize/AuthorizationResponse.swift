import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Where an authorization response goes and how.
struct ResponseTarget {
    let redirectURI: String
    let mode: ResponseMode
    let state: String?

    /// Success: `state` comes last.
    func response(_ parameters: [(String, String)], _ call: inout Call) -> HTTPResponse {
        send(parameters + (state.map { [("state", $0)] } ?? []), &call)
    }

    /// Refusal: `state` comes first, as captured from Okta.
    func response(_ error: OAuthError, _ call: inout Call) -> HTTPResponse {
        let parameters = [("error", error.error), ("error_description", error.description)]
        return send((state.map { [("state", $0)] } ?? []) + parameters, &call)
    }

    private func send(_ parameters: [(String, String)], _ call: inout Call) -> HTTPResponse {
        switch mode {
        case .query: Redirect.to(Redirect.append(parameters, to: redirectURI, as: .query))
        case .fragment: Redirect.to(Redirect.append(parameters, to: redirectURI, as: .fragment))
        case .formPost: FormPostPage.response(parameters, to: redirectURI, nonce: pageNonce(&call))
        case .oktaPostMessage: PostMessagePage.response(parameters, to: redirectURI, nonce: pageNonce(&call))
        }
    }

    /// Lets exactly one script run (Content Security Policy §2.3.1).
    private func pageNonce(_ call: inout Call) -> String { Base64URL.encode(call.random.bytes(16)) }
}
