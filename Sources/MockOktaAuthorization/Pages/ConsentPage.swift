import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Asks the user to let an app have its scopes.
enum ConsentPage {
    static func response(
        _ scopes: [Scope],
        _ request: AuthorizeRequest,
        _ user: User,
        _ transaction: AuthorizeTransaction,
        _ context: RequestContext
    ) -> HTTPResponse {
        let action = context.path("/v1/authorize")
        let hidden = PageForm.hidden(transaction.sealed(context))
        let label = HTMLText.escaped(request.client.label)
        let content = """
            <h1>\(label) would like to:</h1>
            <ul class="scopes">
            \(scopes.map(item).joined(separator: "\n"))
            </ul>
            <p>By clicking Allow Access, you allow the actions listed above.</p>
            <form method="post" action="\(action)/consent">
            \(hidden)
            <button type="submit">Allow Access</button>
            </form>
            \(PageForm.cancel(action, hidden, label: "Don't Allow"))
            <p class="soft apart">Signed in as \(HTMLText.escaped(user.login))</p>
            """
        var page = Page(title: "\(request.client.label) - Allow Access", content: content)
        page.frameAncestors = Page.embedders(context)
        var response = page.response()
        response.fields.append("Set-Cookie", transaction.cookie(context).fieldValue)
        return response
    }

    /// A scope as pages name it.
    static func item(_ scope: Scope) -> String {
        let name = scope.displayName.isEmpty ? scope.name : scope.displayName
        let description = " <span class=\"soft\">\(HTMLText.escaped(scope.description))</span>"
        return "<li><strong>\(HTMLText.escaped(name))</strong>\(scope.description.isEmpty ? "" : description)</li>"
    }
}
