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
        _ call: Call
    ) -> HTTPResponse {
        let action = call.path("/v1/authorize")
        let hidden = PageForm.hidden(transaction.sealed(call))
        let items = scopes.map { scope in
            let name = scope.displayName.isEmpty ? scope.name : scope.displayName
            let text = HTMLText.escaped(scope.description)
            return "<li><strong>\(HTMLText.escaped(name))</strong> <span class=\"soft\">\(text)</span></li>"
        }
        let content = """
            <h1>\(HTMLText.escaped(request.client.label)) would like to</h1>
            <ul>
            \(items.joined(separator: "\n"))
            </ul>
            <p class="soft">Signed in as \(HTMLText.escaped(user.login))</p>
            <form method="post" action="\(action)/consent">
            \(hidden)
            <button type="submit">Allow Access</button>
            </form>
            <form method="post" action="\(action)/cancel">
            \(hidden)
            <button class="quiet" type="submit">Don't Allow</button>
            </form>
            """
        let page = Page(title: "\(request.client.label) - Allow access", content: content)
        var response = page.response()
        response.fields.append("Set-Cookie", transaction.cookie(call).fieldValue)
        return response
    }
}
