import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/login/signout`: ends the browser's session, and goes on where that is trusted.
///
/// Differs: without a redirect address a page confirms the sign-out, where Okta shows the sign-in page.
enum SignOutEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        if let (id, session) = try SessionCookie.session(context.request, context.snapshot) {
            let user = context.organization.user(session.userID)
            context.record.user = user?.login
            context.record.noteSignOut(user)
            try context.snapshot.endSession(id)
        }
        let target = FormParameters(query: context.request.query ?? "")?["fromURI"]
            .flatMap {
                TrustedRedirects.allow($0, context.snapshot) ? TrustedRedirects.absolute($0, context.snapshot) : nil
            }
        var response = target.map { Redirect.to($0) } ?? SignedOutPage.response()
        response.fields.append("Set-Cookie", SessionCookie.cleared(context.request, context.snapshot).fieldValue)
        return response
    }
}
