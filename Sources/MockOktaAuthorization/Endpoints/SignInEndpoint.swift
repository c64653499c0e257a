import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Where the sign-in page posts its credentials, or the persona that was chosen.
enum SignInEndpoint {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let form = try PageForm.read(context.request)
            let transaction = try AuthorizeTransaction(form[PageForm.transaction], context)
            let parameters = AuthorizeParameters(transaction.parameters)
            switch verdict(form, context) {
            case .accepted(let user):
                return try signIn(user, parameters, &context)
            case .passwordExpired(let user):
                let why = "\(user.login) is PASSWORD_EXPIRED"
                return try again(form, parameters, "Your password has expired", why, &context)
            case .refused(let why):
                return try again(form, parameters, "Unable to sign in", why, &context)
            }
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }

    /// The user of a persona button; nil where personas are switched off.
    private static func verdict(_ form: FormParameters, _ context: RequestContext) -> Credentials.Verdict {
        if let persona = persona(form, context) {
            return Credentials.checkPersona(persona, in: context.snapshot.organization)
        }
        let login = form[PageForm.username] ?? ""
        return Credentials.check(login, form[PageForm.password] ?? "", in: context.snapshot.organization)
    }

    private static func persona(_ form: FormParameters, _ context: RequestContext) -> UserID? {
        context.showsPersonas ? form[PageForm.persona].map(UserID.init(rawValue:)) : nil
    }

    /// Starts a session in place of any earlier one of this browser, and goes on with the authorize request.
    private static func signIn(
        _ user: User,
        _ parameters: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let (id, authentication) = BrowserSession.start(for: user, at: context.snapshot.now, &context)
        var response = try AuthorizeEndpoint.proceed(parameters, .signedIn(user, authentication), &context)
        response.fields.append("Set-Cookie", SessionCookie.set(id, context.request, context.snapshot).fieldValue)
        return response
    }

    private static func again(
        _ form: FormParameters,
        _ parameters: AuthorizeParameters,
        _ message: String,
        _ why: String,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let organization = context.organization
        let client = try AuthorizeEndpoint.client(of: parameters, context)
        let login = persona(form, context).map { organization.user($0)?.login } ?? form[PageForm.username]
        context.record.clientID = client.clientID
        context.record.user = login
        context.record.why = why
        let page = SignInPage(
            client: client,
            login: login,
            rejection: .init(message: message, why: why, remedy: remedy(organization.user(login: login ?? "")))
        )
        return page.response(for: parameters, &context)
    }

    private static func remedy(_ user: User?) -> Remedy {
        guard let user else { return Remedy("Add the user to the fixture.") }
        guard user.status != .active else {
            return Remedy("The password stands in the fixture, at credentials.password of the user.")
        }
        let active: JSON = ["id": .string(user.id.rawValue), "status": "ACTIVE"]
        return Remedy("With the status ACTIVE the user can sign in:", fixture: ["users": [active]])
    }
}

/// Where the sign-in page's Cancel goes: back to the app with `access_denied` (RFC 6749 §4.1.2.1).
enum CancelEndpoint {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let form = try PageForm.read(context.request)
            let transaction = try AuthorizeTransaction(form[PageForm.transaction], context)
            return try AuthorizeEndpoint.proceed(AuthorizeParameters(transaction.parameters), .denied, &context)
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }
}
