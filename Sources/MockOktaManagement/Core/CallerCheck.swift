import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Authorizes a call by an API token (`SSWS`), or by an access token of the org server with the operation's scope.
struct CallerCheck {
    private let operation: Operation

    init(_ operation: Operation) {
        self.operation = operation
    }

    /// Authenticates the caller.
    ///
    /// - Returns: the answer to a token without the scope, which names the scopes in a header field; nil for others.
    /// - Throws: `Refusal` 401 where the request has no valid token.
    func check(_ call: inout APICall) throws(Refusal) -> HTTPResponse? {
        let fields = call.context.request.fields
        // Okta's Python SDK sends no space after the scheme.
        if let field = fields["Authorization"], field.hasPrefix("SSWS") {
            try checkAPIToken(String(field.dropFirst(4).drop { $0 == " " }), call)
            return nil
        } else if let token = fields.accessToken {
            return try checkAccessToken(token, &call)
        } else {
            throw Refusal(.invalidToken, why: "Authorization holds neither an SSWS nor a Bearer token")
        }
    }

    private func checkAPIToken(_ token: String, _ call: APICall) throws(Refusal) {
        guard !token.isEmpty else { throw Refusal(.invalidToken, why: "the SSWS token is empty") }
        guard call.context.settings.isStrictAboutAPITokens else { return }
        guard call.organization.contents.apiTokens.contains(where: { $0.token.hasSameBytes(as: token) }) else {
            throw Refusal(.invalidToken, why: "the SSWS token is none of the fixture's apiTokens")
        }
    }

    private func checkAccessToken(_ text: String, _ call: inout APICall) throws(Refusal) -> HTTPResponse? {
        let snapshot = call.context.snapshot
        let token: VerifiedToken
        do throws(TokenFault) {
            token = try TokenVerifier(snapshot).verify(text, .access, for: snapshot.organization.contents.orgServer)
        } catch {
            throw Refusal(.invalidToken, why: error.why)
        }
        call.context.record.clientID = token.clientID
        call.caller = token.userID.map { .user($0) } ?? token.clientID.map { .client($0) } ?? .apiToken
        guard !token.scopes.contains(where: operation.acceptedScopes.contains) else { return nil }
        return insufficientScope(token.scopes, &call)
    }

    /// 403 with the challenge of RFC 6750 §3.1 in Okta's format (Okta support, "Insufficient scope").
    private func insufficientScope(_ given: [String], _ call: inout APICall) -> HTTPResponse {
        let accepted = operation.acceptedScopes.joined(separator: " ")
        let why = "the token's scopes \(given) hold none of \(accepted)"
        var response = call.context.refuse(Refusal(.permissionDenied, why: why))
        let origin = call.context.snapshot.urls.front
        let members = [
            ("authorization_uri", origin + "/oauth2/v1/authorize"), ("realm", origin), ("scope", accepted),
            ("error", "insufficient_scope"),
            ("error_description", "The access token provided does not contain the required scopes."),
            ("resource", call.context.request.path),
        ]
        response.fields["WWW-Authenticate"] = "Bearer " + members.map { "\($0)=\"\($1)\"" }.joined(separator: ", ")
        return response
    }
}
