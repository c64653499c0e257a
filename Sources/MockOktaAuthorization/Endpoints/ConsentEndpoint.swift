import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Where the consent page posts that the user agrees.
enum ConsentEndpoint {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let form = try PageForm.read(context.request)
            let transaction = try AuthorizeTransaction(form[PageForm.transaction], context)
            guard let (id, session) = try SessionCookie.session(context.request, context.snapshot),
                id.key == transaction.session,
                let user = context.snapshot.organization.user(session.userID)
            else {
                throw Refusal(.requestExpired, why: "the session that the consent page belonged to has ended")
            }
            let parameters = AuthorizeParameters(transaction.parameters)
            return try AuthorizeEndpoint.proceed(parameters, .agreed(user, session.authentication), &context)
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }
}
