import MockOktaFormats
import MockOktaHTTP

/// A form that submits itself to the app (OAuth 2.0 Form Post Response Mode §2).
enum FormPostPage {
    static func response(_ parameters: [(String, String)], to uri: String, nonce: String) -> HTTPResponse {
        let inputs = parameters.map { name, value in
            "<input type=\"hidden\" name=\"\(HTMLText.escaped(name))\" value=\"\(HTMLText.escaped(value))\">"
        }
        let content = """
            <h1>Signing in</h1>
            <form id="appForm" method="post" action="\(HTMLText.escaped(uri))">
            \(inputs.joined(separator: "\n"))
            <noscript><p>Press the button to go back to the app.</p><button type="submit">Continue</button></noscript>
            </form>
            """
        var page = Page(title: "Signing in", content: content)
        page.script = ("document.getElementById('appForm').submit();", nonce)
        page.frameAncestors = WebOrigin(of: uri).map { ["\($0)"] } ?? []
        return page.response()
    }
}
