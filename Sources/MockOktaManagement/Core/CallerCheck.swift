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
    /// - Returns: the answer to a token without the needed scope or proof, with a challenge in a header field; nil for
    ///   others.
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
        let orgServer = snapshot.organization.contents.orgServer
        let verified = try TokenVerifier(snapshot).verify(text, .access, for: orgServer)
        let token: VerifiedToken
        do throws(TokenFault) {
            token = try verified.get()
        } catch {
            throw Refusal(.invalidToken, why: error.why)
        }
        call.context.record.clientID = token.clientID
        call.caller = token.userID.map { .user($0) } ?? token.clientID.map { .client($0) } ?? .apiToken
        do throws(Refusal) {
            try ProofOfPossession.check(token, text, call.context)
        } catch {
            return challenge(error, error.answer, &call)
        }
        guard !token.scopes.contains(where: operation.acceptedScopes.contains) else { return nil }
        let why = "the token's scopes \(token.scopes) hold none of \(operation.acceptedScopes)"
        let refusal = Refusal(OktaError.permissionDenied, why: why)
        return challenge(refusal, .oauth(.accessTokenInsufficientScopes), &call)
    }

    /// A refusal with the challenge of RFC 6750 §3.1 in Okta's format (Okta support, "Insufficient scope").
    private func challenge(_ refusal: Refusal, _ error: Refusal.Answer, _ call: inout APICall) -> HTTPResponse {
        var response = call.context.refuse(refusal)
        guard case .oauth(let error) = error else { return response }
        let scope = operation.acceptedScopes.joined(separator: " ")
        AccessTokenChallenge.add(error, scope: scope, resource: call.context.request.path, to: &response, call.context)
        return response
    }
}
