import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Where the sign-in page posts its credentials, or the persona that was chosen.
enum SignInEndpoint {
    static func answer(_ call: inout Call) -> HTTPResponse {
        do throws(Refusal) {
            let form = try PageForm.read(call.request)
            let transaction = try AuthorizeTransaction(form[PageForm.transaction], call)
            let parameters = AuthorizeParameters(transaction.parameters)
            switch verdict(form, call) {
            case .accepted(let user):
                return try signIn(user, parameters, &call)
            case .passwordExpired(let user):
                call.notes.why = "\(user.login) is PASSWORD_EXPIRED"
                return try again(form, parameters, "Your password has expired.", &call)
            case .refused(let why):
                call.notes.why = why
                return try again(form, parameters, "Unable to sign in", &call)
            }
        } catch {
            return AuthorizeEndpoint.page(error, &call)
        }
    }

    /// A persona stands for its user name and password; where personas are switched off it is nobody.
    private static func verdict(_ form: FormParameters, _ call: Call) -> Credentials.Verdict {
        if let persona = form[PageForm.persona], call.settings.showsPersonas {
            return Credentials.checkPersona(UserID(rawValue: persona), in: call.world.organization)
        }
        let login = form[PageForm.username] ?? ""
        return Credentials.check(login, form[PageForm.password] ?? "", in: call.world.organization)
    }

    /// Starts a session in place of any earlier one of this browser, and goes on with the authorize request.
    private static func signIn(
        _ user: User,
        _ parameters: AuthorizeParameters,
        _ call: inout Call
    ) throws(Refusal) -> HTTPResponse {
        let (id, authentication) = BrowserSession.start(for: user, at: call.world.now, &call)
        var response = try AuthorizeEndpoint.answer(parameters, .signedIn(user, authentication), &call)
        response.fields.append("Set-Cookie", SessionCookie.set(id, call.request, call.world).fieldValue)
        return response
    }

    private static func again(
        _ form: FormParameters,
        _ parameters: AuthorizeParameters,
        _ message: String,
        _ call: inout Call
    ) throws(Refusal) -> HTTPResponse {
        let target = try AuthorizeClient(parameters, call.world.organization)
        call.notes.clientID = target.client.clientID
        call.notes.user = form[PageForm.username]
        let hint = form[PageForm.username] ?? parameters["login_hint"]
        return SignInPage.response(for: parameters, hint: hint, client: target.client, message: message, &call)
    }
}

/// Where the sign-in page's Cancel goes: back to the app with `access_denied` (RFC 6749 §4.1.2.1).
enum CancelEndpoint {
    static func answer(_ call: inout Call) -> HTTPResponse {
        do throws(Refusal) {
            let form = try PageForm.read(call.request)
            let transaction = try AuthorizeTransaction(form[PageForm.transaction], call)
            return try AuthorizeEndpoint.answer(AuthorizeParameters(transaction.parameters), .denied, &call)
        } catch {
            return AuthorizeEndpoint.page(error, &call)
        }
    }
}

/// The fields of the sign-in page's forms.
enum PageForm {
    static let transaction = "stateToken"
    static let username = "username"
    static let password = "password"
    static let persona = "persona"

    static func hidden(_ sealed: String) -> String {
        "<input type=\"hidden\" name=\"\(transaction)\" value=\"\(sealed)\">"
    }

    static func read(_ request: HTTPRequest) throws(Refusal) -> FormParameters {
        guard let form = FormParameters(request.body) else {
            throw Refusal.unreadable("body")
        }
        return form
    }
}
