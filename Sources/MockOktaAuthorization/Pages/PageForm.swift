import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The fields that the forms of pages send back, with the names of Okta's own page.
enum PageForm {
    static let transaction = "stateToken"
    static let username = "identifier"
    static let password = "credentials.passcode"
    static let persona = "persona"
    static let rememberMe = "rememberMe"

    static func hidden(_ sealed: String) -> String {
        "<input type=\"hidden\" name=\"\(transaction)\" value=\"\(sealed)\">"
    }

    /// The way out, which sends the browser back to the app with `access_denied`.
    static func cancel(_ action: String, _ hidden: String, label: String) -> String {
        """
        <form method="post" action="\(action)/cancel">
        \(hidden)
        <button class="quiet" type="submit">\(label)</button>
        </form>
        """
    }

    static func read(_ request: HTTPRequest) throws(Refusal) -> FormParameters {
        guard let form = FormParameters(request.body) else {
            throw Refusal.unreadable("body")
        }
        return form
    }
}
