import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn
import MockOktaSystem

/// The sign-in page: one form for name and password, then Cancel, then a button for each of the fixture's users.
struct SignInPage {
    /// Why the page is shown again: Okta's words, and the double's own below them.
    struct Rejection {
        let message: String
        let why: String
        let remedy: Remedy?
    }

    let client: Application
    /// The initial value of the user name field.
    var login: String?
    var rejection: Rejection?

    func response(for parameters: AuthorizeParameters, _ context: inout RequestContext) -> HTTPResponse {
        let transaction = AuthorizeTransaction(parameters.parameters, &context)
        var response = response(transaction.sealed(context), context)
        response.fields.append("Set-Cookie", transaction.cookie(context).fieldValue)
        return response
    }

    /// The page with a transaction in its forms.
    ///
    /// One that shows nothing of a browser is made once for each organization, app, server and path.
    private func response(_ transaction: String, _ context: RequestContext) -> HTTPResponse {
        guard rejection == nil, (login ?? "").isEmpty, RememberedLogin.login(context) == nil else {
            return page(transaction, context).response()
        }
        let (snapshot, text) = (context.snapshot, Array(transaction.utf8))
        let key = TenantCaches.SignInPageKey(client, context.server.id, snapshot.urls.path)
        if let known = snapshot.caches.signInPages.withLock({ $0.value(for: key, in: snapshot.organization) }) {
            return Page.response(.ok, known.contentSecurityPolicy, HTTPBody(known.template, filledWith: text))
        }
        let page = page(transaction, context)
        let response = page.response()
        guard response.content.count <= TenantCaches.SignInPage.mostBytes else { return response }
        let made = TenantCaches.SignInPage(
            contentSecurityPolicy: page.contentSecurityPolicy,
            // The text ends in a seal that nothing else on the page can contain.
            template: ByteTemplate(response.body, filledWith: text)
        )
        snapshot.caches.signInPages.withLock { $0.remember(made, for: key, in: snapshot.organization) }
        return response
    }

    private func page(_ transaction: String, _ context: RequestContext) -> Page {
        let hidden = PageForm.hidden(transaction)
        let action = context.path("/v1/authorize")
        let personas = Personas(context)?.content(action: action, hidden: hidden)
        let content = """
            <section>
            <h1>Sign In</h1>
            <p class="soft">to \(HTMLText.escaped(client.label))</p>
            \(rejection.map { alert($0, context) } ?? "")
            \(form(action, hidden, context))
            \(PageForm.cancel(action, hidden, label: "Cancel"))
            \(help(action, hidden, context))
            </section>
            \(personas ?? "")
            """
        var page = Page(title: "\(client.label) - Sign In", content: content)
        page.isWide = personas != nil
        page.frameAncestors = Page.embedders(context)
        return page
    }

    /// Without personas the page shows what Okta's shows, which does not reveal the accounts that exist.
    private func alert(_ rejection: Rejection, _ context: RequestContext) -> String {
        let message = "<p class=\"alert\" role=\"alert\" id=\"error\">\(HTMLText.escaped(rejection.message))</p>"
        guard context.showsPersonas else { return message }
        return message + "\n" + Explanation.foldOut(rejection.why, rejection.remedy, controlPath: context.controlPath)
    }

    private func password(_ invalid: String, _ focus: String) -> String {
        """
        <label for="okta-signin-password">Password</label>
        <input id="okta-signin-password" name="\(PageForm.password)" type="password" autocomplete="current-password" \
        required\(invalid)\(focus)>
        """
    }

    private func help(_ action: String, _ hidden: String, _ context: RequestContext) -> String {
        let canRegister = RegistrationPolicy(context.organization, at: client.clientID) != nil
        let signUp =
            "<button class=\"quiet\" type=\"submit\" name=\"\(StepForm.action)\" value=\"register\">Sign up</button>"
        return StepForm(action: action + "/step", hidden: hidden).form(
            """
            <button class="quiet" type="submit" name="\(StepForm.action)" value="recover">Forgot password?</button>
            <button class="quiet" type="submit" name="\(StepForm.action)" value="unlock">Unlock account?</button>
            \(canRegister ? signUp : "")
            """
        )
    }

    /// The focus begins at the first field that is empty; after a rejection its description is the error.
    private func form(_ action: String, _ hidden: String, _ context: RequestContext) -> String {
        let remembered = RememberedLogin.login(context)
        let login = login ?? remembered
        let invalid = rejection == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"error\""
        let (nameFocus, passwordFocus) = (login ?? "").isEmpty ? (" autofocus", "") : ("", " autofocus")
        return """
            <form method="post" action="\(action)/sign-in">
            \(hidden)
            <label for="okta-signin-username">Username</label>
            <input id="okta-signin-username" name="\(PageForm.username)" type="text" autocomplete="username" autocapitalize="none" \
            spellcheck="false" required value="\(HTMLText.escaped(login ?? ""))"\(invalid)\(nameFocus)>
            \(context.settings.asksIdentifierFirst ? "" : password(invalid, passwordFocus))
            <label class="check"><input type="checkbox" name="\(PageForm.rememberMe)" value="true"\
            \(remembered == nil ? "" : " checked")> Remember me</label>
            <button id="okta-signin-submit" type="submit">\(context.settings.asksIdentifierFirst ? "Next" : "Sign in")\
            </button>
            </form>
            """
    }
}
