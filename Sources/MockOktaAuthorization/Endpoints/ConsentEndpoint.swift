import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Where the consent page posts that the user agrees.
enum ConsentEndpoint {
    static func answer(_ call: inout Call) -> HTTPResponse {
        do throws(Refusal) {
            let form = try PageForm.read(call.request)
            let transaction = try AuthorizeTransaction(form[PageForm.transaction], call)
            guard let (id, session) = SessionCookie.session(call.request, call.snapshot), id.key == transaction.session,
                let user = call.snapshot.organization.user(session.userID)
            else {
                throw Refusal(.requestExpired, why: "the session that the consent page belonged to has ended")
            }
            let parameters = AuthorizeParameters(transaction.parameters)
            return try AuthorizeEndpoint.answer(parameters, .agreed(user, session.authentication), &call)
        } catch {
            return AuthorizeEndpoint.page(error, &call)
        }
    }
}
