import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel

/// The access token of a resource request: header field or form body, never the query (RFC 6750 §2).
package enum BearerToken {
    package static func find(in request: HTTPRequest) throws(Refusal) -> String {
        if let query = request.query, FormParameters(query: query)?.contains("access_token") == true {
            throw Refusal(.accessTokenInQuery, why: "access_token stands in the query")
        }
        let fromField = request.fields.accessToken
        let fromBody = isForm(request) ? FormParameters(request.body)?["access_token"] : nil
        if fromField != nil, fromBody != nil {
            throw Refusal(.accessTokenDuplicate, why: "a token in the Authorization field and one in the body")
        }
        guard let token = fromField ?? fromBody, !token.isEmpty else {
            throw Refusal(.accessTokenMissing, why: "no Bearer token in the Authorization field or the form body")
        }
        return token
    }

    /// Whether the token is presented as one that is bound to a key (RFC 9449 §7.1).
    package static func usesDPoP(_ request: HTTPRequest) -> Bool { request.fields.credentials("DPoP") != nil }

    private static func isForm(_ request: HTTPRequest) -> Bool {
        request.fields["Content-Type"].flatMap { MediaType($0) }?.essence == "application/x-www-form-urlencoded"
    }
}
