import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/activate`: where users type in the code that their device shows (RFC 8628 §3.3).
enum ActivateEndpoint {
    /// The parameter of the page and of `verification_uri_complete`.
    static let userCode = "user_code"

    /// GET: the form, filled in where the URL holds a code.
    static func show(_ context: inout RequestContext) -> HTTPResponse {
        guard let query = FormParameters(query: context.request.query ?? "") else {
            return AuthorizeEndpoint.page(Refusal.unreadable("query"), &context)
        }
        return ActivatePage.form(query[userCode], rejection: nil, context)
    }

    /// POST: goes on with sign-in and approval, or shows the form again.
    static func submit(_ context: inout RequestContext) -> HTTPResponse {
        guard let form = FormParameters(context.request.body) else {
            return AuthorizeEndpoint.page(Refusal.unreadable("body"), &context)
        }
        do throws(Refusal) {
            let parameters = AuthorizeParameters([DecoupledApproval.parameter: form[userCode] ?? ""])
            return try DecoupledApproval.answer(parameters, .first, &context)
        } catch {
            if error.isByStore { return AuthorizeEndpoint.page(error, &context) }
            context.record.note(error)
            return ActivatePage.form(form[userCode], rejection: error, context)
        }
    }
}
