import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The JSON body of a call of `/api/v1/authn`.
struct AuthnBody {
    let json: JSON
    let organization: Organization

    init(_ context: RequestContext) throws(Refusal) {
        organization = context.organization
        do throws(JSONSyntaxError) {
            json = try JSON.parse(context.request.body)
        } catch {
            throw Refusal(.malformedBody, why: "the body is not JSON: \(error)")
        }
    }

    subscript(_ name: String) -> String? { json[name]?.string }
}
