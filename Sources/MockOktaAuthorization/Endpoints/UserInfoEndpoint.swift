import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/userinfo`: the claims that the access token's scopes open (OpenID Connect Core §5.3).
///
/// Refusals have no body; what is wrong stands in `WWW-Authenticate` (RFC 6750 §3), as Okta sends it.
enum UserInfoEndpoint {
    static func answer(_ call: inout Call) -> HTTPResponse {
        do throws(Refusal) {
            let token = try token(&call)
            return JSONAnswer.uncached(.ok, .object(try claims(of: token, &call)))
        } catch {
            call.notes.record(error)
            return challenge(error, call)
        }
    }

    private static func token(_ call: inout Call) throws(Refusal) -> VerifiedToken {
        let text = try BearerToken.find(in: call.request)
        let token: VerifiedToken
        do throws(TokenFault) {
            token = try TokenVerifier(call.snapshot).verify(text, .access, for: call.server)
        } catch {
            let row = error.kind == .otherServer ? OAuthError.accessTokenInvalidIssuer : .accessTokenInvalid
            throw Refusal(row, why: error.why)
        }
        guard !BearerToken.usesDPoP(call.request) else {
            throw Refusal(.accessTokenNotDPoPBound, why: "the scheme is DPoP, the token is bound to no key")
        }
        call.notes.clientID = token.clientID
        call.notes.scope = token.scopes.joined(separator: " ")
        guard token.scopes.contains(Scope.openID) else {
            throw Refusal(.accessTokenInsufficientScopes, why: "the token's scopes \(token.scopes) lack openid")
        }
        return token
    }

    private static func claims(of token: VerifiedToken, _ call: inout Call) throws(Refusal) -> JSONObject {
        guard let user = token.userID.flatMap(call.snapshot.organization.user),
            let client = token.clientID.flatMap(call.snapshot.organization.application(clientID:))
        else {
            throw Refusal(.accessTokenInvalid, why: "the token's user or client is gone")
        }
        call.notes.user = user.login
        let values = try ClaimEvaluation(
            organization: call.snapshot.organization,
            server: call.server,
            client: client,
            user: user,
            scopes: token.scopes
        ).identityClaims(isThin: false)
        var body: JSONObject = ["sub": .string(user.id.rawValue)]
        for name in order { body[name] = values[name] }
        for member in values.members { body[member.key] = member.value }
        return body
    }

    /// What a captured answer begins with.
    private static let order = [
        "name", "locale", "email", "preferred_username", "given_name", "family_name", "zoneinfo", "updated_at",
        "email_verified",
    ]

    /// A URL as challenges name it: captured ones from Okta begin with `http` though the org has none such.
    private static func named(_ url: String, _ settings: Settings) -> String {
        guard settings.challengesNameHTTP, url.hasPrefix("https:") else { return url }
        return "http:" + url.dropFirst(6)
    }

    private static func challenge(_ refusal: Refusal, _ call: Call) -> HTTPResponse {
        guard case .oauth(let error) = refusal.answer else { return HTTPResponse(.unauthorized) }
        let realm = named(call.snapshot.issuer(of: call.server), call.settings)
        let members = [
            ("authorization_uri", named(call.url("/v1/authorize"), call.settings)), ("realm", realm),
            ("scope", Scope.openID),
            ("error", error.error), ("error_description", error.description),
            ("resource", call.server.endpointPath + "/v1/userinfo"),
        ]
        var response = HTTPResponse(HTTPStatus(rawValue: error.status))
        response.fields.append(contentsOf: JSONAnswer.noStore)
        response.fields["WWW-Authenticate"] =
            "Bearer " + members.map { "\($0)=\"\($1)\"" }.joined(separator: ", ")
        return response
    }
}
