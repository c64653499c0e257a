import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The sign-in page: one form for name and password, then a button for each of the fixture's users, then Cancel.
enum SignInPage {
    static func response(
        for parameters: AuthorizeParameters,
        hint: String?,
        client: Application,
        message: String? = nil,
        _ call: inout Call
    ) -> HTTPResponse {
        let transaction = AuthorizeTransaction(parameters.parameters, &call)
        let sealed = transaction.sealed(call)
        let action = call.path("/v1/authorize")
        let content = [
            heading(client), message.map(alert) ?? "", form(action, sealed, hint: hint, isRetry: message != nil),
            personas(action, sealed, call), cancel(action, sealed),
        ].joined(separator: "\n")
        var page = Page(title: "\(client.label) - Sign In", content: content)
        page.frameAncestors = call.world.organization.contents.trustedOrigins
            .filter { $0.isActive && $0.uses.contains(.iframeEmbed) }.map(\.origin)
        var response = page.response()
        response.fields.append("Set-Cookie", transaction.cookie(call).fieldValue)
        return response
    }

    private static func heading(_ client: Application) -> String {
        "<h1>Sign In</h1>\n<p class=\"soft\">to \(HTMLText.escaped(client.label))</p>"
    }

    private static func alert(_ message: String) -> String {
        "<p class=\"alert\" role=\"alert\" id=\"error\">\(HTMLText.escaped(message))</p>"
    }

    private static func form(_ action: String, _ sealed: String, hint: String?, isRetry: Bool) -> String {
        let invalid = isRetry ? " aria-invalid=\"true\" aria-describedby=\"error\"" : ""
        let (nameFocus, passwordFocus) = hint == nil ? (" autofocus", "") : ("", " autofocus")
        return """
            <form method="post" action="\(action)/sign-in">
            \(PageForm.hidden(sealed))
            <label for="username">Username</label>
            <input id="username" name="\(PageForm.username)" type="text" autocomplete="username" autocapitalize="none" \
            spellcheck="false" required value="\(HTMLText.escaped(hint ?? ""))"\(invalid)\(nameFocus)>
            <label for="password">Password</label>
            <input id="password" name="\(PageForm.password)" type="password" autocomplete="current-password" \
            required\(invalid)\(passwordFocus)>
            <button type="submit">Sign in</button>
            </form>
            """
    }

    private static func personas(_ action: String, _ sealed: String, _ call: Call) -> String {
        let organization = call.world.organization
        guard call.settings.showsPersonas, !organization.contents.users.isEmpty else { return "" }
        let buttons = organization.contents.users.map { user in
            let groups = organization.groupNames(of: user).joined(separator: ", ")
            let status = user.status == .active ? "" : "\(user.status.rawValue) - "
            return """
                <button class="quiet persona" type="submit" name="\(PageForm.persona)" \
                value="\(HTMLText.escaped(user.id.rawValue))">\(HTMLText.escaped(user.login))\
                <span>\(HTMLText.escaped(status + groups))</span></button>
                """
        }
        return """
            <h2>or as one of the fixture's users</h2>
            <form method="post" action="\(action)/sign-in">
            \(PageForm.hidden(sealed))
            \(buttons.joined(separator: "\n"))
            </form>
            """
    }

    private static func cancel(_ action: String, _ sealed: String) -> String {
        """
        <form method="post" action="\(action)/cancel" class="apart">
        \(PageForm.hidden(sealed))
        <button class="quiet" type="submit">Cancel</button>
        </form>
        """
    }
}
