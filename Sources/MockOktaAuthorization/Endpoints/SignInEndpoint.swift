import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// Where the sign-in page posts its credentials, or the persona that was chosen.
enum SignInEndpoint {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let form = try PageForm.read(context.request)
            let carried = try AuthorizeTransaction(form[PageForm.transaction], context)
            let parameters = AuthorizeParameters(carried.parameters)
            context.record.clientID = try AuthorizeEndpoint.client(of: parameters, context).clientID
            let transaction = try transaction(parameters, context)
            let input = try input(form, &context)
            let (key, outcome) = try SignInRunner.begin(
                transaction,
                input,
                lifetime: SignInStepEndpoint.lifetime,
                &context
            )
            if let refusal = outcome.refusal {
                let message = message(refusal, form, context)
                return try again(form, parameters, message, refusal.why, &context)
            }
            RememberedLogin.note(form[PageForm.username] ?? "", isWanted: form[PageForm.rememberMe] != nil, &context)
            return try SignInStepEndpoint.proceed(outcome, key, parameters, &context)
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }

    /// What the page says: a wrong password and a locked user look alike, unless a policy shows lockouts.
    private static func message(
        _ refusal: SignInRefusal,
        _ form: FormParameters,
        _ context: RequestContext
    ) -> String {
        switch refusal {
        case .unknownUser: IDXMessage.unknownUser(form[PageForm.username] ?? "").text
        case .denied: IDXMessage.denied.text
        case _ where PasswordAttempts.shownLockout(form[PageForm.username] ?? "", in: context.organization) != nil:
            "Your account is locked. Please contact your administrator."
        default: "Unable to sign in"
        }
    }

    /// A new sign-in, which needs two factors if the request asks for them.
    private static func transaction(
        _ parameters: AuthorizeParameters,
        _ context: RequestContext
    ) throws(Refusal) -> SignInTransaction {
        let client = try AuthorizeEndpoint.client(of: parameters, context)
        let request = SignInRequest.page(clientID: client.clientID)
        var transaction = SignInTransaction(.signIn, .identify, request, created: context.snapshot.now)
        transaction.needsSecondFactor = ContextClass.needsSecondFactor(parameters["acr_values"])
        transaction.browser = AuthorizeTransaction.browser(context)
        return transaction
    }

    /// The password; where the layout asks for the user name first, that alone.
    private static func input(_ form: FormParameters, _ context: inout RequestContext) throws(Refusal) -> SignInInput {
        if context.settings.asksIdentifierFirst, persona(form, context) == nil, form[PageForm.password] == nil {
            try UsersOnDemand.create(form[PageForm.username] ?? "", &context)
            return .identify(context.organization.user(login: form[PageForm.username] ?? "")?.id)
        }
        return .password(try verdict(form, &context))
    }

    /// The user of a persona button; nil where personas are switched off.
    private static func verdict(
        _ form: FormParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> Credentials.Verdict {
        if let persona = persona(form, context) {
            return Credentials.checkPersona(persona, in: context.snapshot.organization)
        }
        let login = form[PageForm.username] ?? ""
        return try PasswordAttempts.check(login, form[PageForm.password] ?? "", &context)
    }

    /// The user whom a button names by id, or the field below the buttons by login.
    private static func persona(_ form: FormParameters, _ context: RequestContext) -> UserID? {
        guard context.showsPersonas, let text = form[PageForm.persona] else { return nil }
        return context.organization.user(login: text)?.id ?? UserID(rawValue: text)
    }

    /// Starts a session in place of any earlier one of this browser, and goes on with the authorize request.
    ///
    /// - Parameters:
    ///   - user: who has signed in.
    ///   - methods: how, for `amr`.
    ///   - proved: when; nil for now.
    ///   - stays: whether the cookie is kept when the browser is closed.
    ///   - parameters: of the authorize request.
    ///   - context: for the answer.
    /// - Returns: a redirect to the app, or the page for consent.
    /// - Throws: `Refusal` where the request cannot be answered by a redirect, or a store fails.
    static func signIn(
        _ user: User,
        _ methods: [String],
        at proved: Instant? = nil,
        stays: Bool = false,
        _ parameters: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let time = proved ?? context.snapshot.now
        let (id, authentication) = try BrowserSession.start(for: user, at: time, methods, &context)
        var response = try AuthorizeEndpoint.proceed(parameters, .signedIn(user, authentication), &context)
        // Written before the cookie is set: the user has signed in, even where the app then gets an error.
        try context.commit()
        guard context.hasCommitted else { return response }
        let cookie = SessionCookie.set(id, stays: stays, context.request, context.snapshot)
        response.fields.append("Set-Cookie", cookie.fieldValue)
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
            rejection: .init(message: message, why: why, remedy: .toSignIn(organization.user(login: login ?? "")))
        )
        return page.response(for: parameters, &context)
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
