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
            guard let token = try SessionTokens.find(parts[1], &context),
                context.organization.isAssigned(token.user, to: app)
            else { throw Refusal(.webSSOTokenInvalid, why: "the web SSO token is unknown, used or expired") }
            try SessionTokens.use(token, &context)
            try context.commit()
            context.record.user = token.user.login
            context.record.clientID = app.clientID
            var response = Redirect.to(target)
            let cookie = SessionCookie.set(token.session, context.request, context.snapshot)
            response.fields.append("Set-Cookie", cookie.fieldValue)
            return response
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }
}
