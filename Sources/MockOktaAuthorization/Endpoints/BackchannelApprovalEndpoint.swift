import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/bc/approve?auth_req_id=…`: where a user decides on a request for backchannel authentication.
///
/// Differs: Okta shows the question in Okta Verify, which has no page.
enum BackchannelApprovalEndpoint {
    static let path = "/bc/approve"

    static func show(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            guard let query = FormParameters(query: context.request.query ?? "") else {
                throw Refusal.unreadable("query")
            }
            let parameters = AuthorizeParameters([DecoupledApproval.parameter: query["auth_req_id"] ?? ""])
            return try DecoupledApproval.answer(parameters, .first, &context)
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }
}
