import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/authn`: primary authentication by name and password (Okta, "Authentication API").
///
/// Differs: only the first step is served; an expired password is reported, but cannot be changed.
enum AuthnEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let body: JSON
        do throws(JSONSyntaxError) {
            body = try JSON.parse(context.request.body)
        } catch {
            throw Refusal(.malformedBody, why: "the body is not JSON: \(error)")
        }
        let login = body["username"]?.string ?? ""
        context.record.user = login
        switch Credentials.check(login, body["password"]?.string ?? "", in: context.snapshot.organization) {
        case .refused(let why):
            throw Refusal(.authenticationFailed, why: why)
        case .passwordExpired(let user):
            return JSONAnswer.uncached(.ok, .object(transaction("PASSWORD_EXPIRED", user, context)))
        case .accepted(let user):
            var answer = transaction("SUCCESS", user, context)
            answer["sessionToken"] = .string(SessionTokens.issue(to: user, &context))
            return JSONAnswer.uncached(.ok, .object(ordered(answer)))
        }
    }

    private static func transaction(_ status: String, _ user: User, _ context: RequestContext) -> JSONObject {
        let expires = context.snapshot.now + SessionToken.lifetime
        var profile: JSONObject = ["login": .string(user.login)]
        for name in ["firstName", "lastName"] { profile[name] = user.attribute(name) }
        profile["locale"] = user.attribute("locale") ?? "en_US"
        profile["timeZone"] = user.attribute("timezone") ?? "America/Los_Angeles"
        return [
            "expiresAt": .string(RFC3339.format(microseconds: Instant(seconds: expires.seconds).microseconds)),
            "status": .string(status),
            "_embedded": [
                "user": [
                    "id": .string(user.id.rawValue),
                    "passwordChanged": user.source["passwordChanged"] ?? .null,
                    "profile": .object(profile),
                ]
            ],
            "_links": [
                "cancel": [
                    "href": .string(context.snapshot.urls.front + "/api/v1/authn/cancel"),
                    "hints": ["allow": ["POST"]],
                ]
            ],
        ]
    }

    /// Okta puts the token before what is embedded.
    private static func ordered(_ answer: JSONObject) -> JSONObject {
        var ordered: JSONObject = [:]
        for key in ["expiresAt", "status", "sessionToken", "_embedded", "_links"] { ordered[key] = answer[key] }
        return ordered
    }
}
