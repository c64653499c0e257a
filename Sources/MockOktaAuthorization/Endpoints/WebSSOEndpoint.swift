import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/login/token/sso?token=…`: a web SSO token signs a browser in and leads it to the app's `initiate_login_uri`.
///
/// Differs: okta-aws-cli gets a SAML assertion here; this double makes none.
enum WebSSOEndpoint {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let text = FormParameters(query: context.request.query ?? "")?["token"] ?? ""
            let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2,
                let app = context.organization.contents.applications[ApplicationID(rawValue: parts[0])], app.isActive
            else { throw Refusal(.webSSOTokenInvalid, why: "token is no web SSO token of this org") }
            guard let target = app.initiateLoginURI else {
                throw Refusal(.missingInitiateLoginURI, why: "\(app.clientID) has no initiate_login_uri")
            }
            guard let (id, user, _) = SessionTokens.redeem(parts[1], &context),
                context.organization.isAssigned(user, to: app)
            else { throw Refusal(.webSSOTokenInvalid, why: "the web SSO token is unknown, used or expired") }
            context.record.user = user.login
            context.record.clientID = app.clientID
            var response = Redirect.to(target)
            response.fields.append("Set-Cookie", SessionCookie.set(id, context.request, context.snapshot).fieldValue)
            return response
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }
}
