import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel

/// Refusals as JSON, in Okta's format for each kind of error.
package enum ErrorAnswer {
    /// Renders a refusal for a client other than a browser.
    ///
    /// - Parameters:
    ///   - refusal: the refusal.
    ///   - random: the generator of `errorId`.
    ///   - realm: the host where the client used HTTP Basic; a 401 must then name that scheme (RFC 6749 §5.2).
    /// - Returns: status, header fields and body.
    package static func json(_ refusal: Refusal, random: inout SeededRandom, realm: String? = nil) -> HTTPResponse {
        var response =
            switch refusal.answer {
            case .oauth(let error):
                JSONAnswer.uncached(HTTPStatus(rawValue: error.status), .object(oauth(error)))
            case .okta(let error):
                okta(error, random: &random)
            }
        if let realm, response.status == .unauthorized {
            response.fields["WWW-Authenticate"] = "Basic realm=\"\(realm)\""
        }
        return response
    }

    private static func oauth(_ error: OAuthError) -> JSONObject {
        var body: JSONObject = ["error": .string(error.error), "error_description": .string(error.description)]
        body["mfa_token"] = error.mfaToken.map { .string($0) }
        return body
    }

    package static func okta(_ error: OktaError, random: inout SeededRandom) -> HTTPResponse {
        let status = HTTPStatus(rawValue: error.status)
        let body = error.body(id: "oae" + Base64URL.encode(random.bytes(17)).prefix(22))
        return error.isFromFramework ? JSONAnswer.plain(status, body) : JSONAnswer.uncached(status, body)
    }
}
