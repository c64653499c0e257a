import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/login/sessionCookieRedirect`: exchanges a session token for the session cookie (Okta, "Session cookie").
///
/// Differs: an unknown, used or expired token leads to an error page; there is no sign-in page without an app.
enum SessionRedirectEndpoint {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let parameters = FormParameters(query: context.request.query ?? "")
            guard let target = parameters?["redirectUrl"], TrustedRedirects.allow(target, context.snapshot) else {
                throw Refusal(
                    .validationFailed.with("redirectUrl"),
                    why: "redirectUrl is neither of the org nor of a trusted origin with REDIRECT"
                )
            }
            guard let token = try SessionTokens.find(parameters?["token"] ?? "", &context) else {
                throw Refusal(.invalidToken, why: "the session token is unknown, used or expired")
            }
            try SessionTokens.use(token, &context)
            try context.commit()
            context.record.user = token.user.login
            _ = DeviceCookie.use(&context)
            context.cookies += SessionCookie.setBoth(token.session, context.request, context.snapshot)
            return Redirect.to(TrustedRedirects.absolute(target, context.snapshot))
        } catch {
            context.record.note(error)
            return ErrorPage.response(error, controlPath: context.controlPath)
        }
    }
}
