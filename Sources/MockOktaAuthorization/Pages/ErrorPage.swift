import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel

/// What a browser sees when nothing may be redirected: Okta's words, and below them the double's own reason.
package enum ErrorPage {
    package static func response(_ refusal: Refusal) -> HTTPResponse {
        let (status, description) =
            switch refusal.answer {
            case .oauth(let error): (error.status, error.description)
            case .okta(let error): (error.status, error.summary)
            }
        // Okta's page says 400 whatever the catalogue's status for a JSON answer is.
        let shown: HTTPStatus = status == 404 ? .notFound : .badRequest
        return page(shown, "Your request resulted in an error. \(description)", why: refusal.why)
    }

    package static func notFound() -> HTTPResponse {
        page(.notFound, "Page Not Found", why: "nothing is served at this address")
    }

    private static func page(_ status: HTTPStatus, _ text: String, why: String) -> HTTPResponse {
        let title = "\(status.rawValue) \(status.reasonPhrase)"
        let content = """
            <h1>\(title)</h1>
            <p>\(HTMLText.escaped(text))</p>
            <details><summary>Why (said by mock-okta, not by Okta)</summary>
            <p>\(HTMLText.escaped(why))</p></details>
            """
        return Page(status: status, title: title, content: content).response()
    }
}
