import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/login/signout`: ends the browser's session, and goes on where that is trusted.
///
/// Differs: without an address to go to there is a page that says so, where Okta has the org's sign-in page.
enum SignOutEndpoint {
    static func answer(_ call: inout Call) -> HTTPResponse {
        if let (id, session) = SessionCookie.session(call.request, call.snapshot) {
            call.notes.user = call.snapshot.organization.user(session.userID)?.login
            call.snapshot.state.sessions.remove(id.key, at: call.snapshot.now)
        }
        let target = FormParameters(query: call.request.query ?? "")?["fromURI"]
            .flatMap { TrustedRedirects.allow($0, call.snapshot) ? TrustedRedirects.absolute($0, call.snapshot) : nil }
        var response = target.map { Redirect.to($0) } ?? SignedOutPage.response()
        response.fields.append("Set-Cookie", SessionCookie.cleared(call.request, call.snapshot).fieldValue)
        return response
    }
}
