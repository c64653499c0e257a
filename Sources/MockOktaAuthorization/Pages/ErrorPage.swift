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
        let text = "Your request resulted in an error. \(description)"
        return page(shown, text, why: refusal.why, remedy: refusal.remedy)
    }

    package static func notFound(why: String = "nothing is served at this address") -> HTTPResponse {
        page(.notFound, "Page Not Found", why: why, remedy: nil)
    }

    private static func page(_ status: HTTPStatus, _ text: String, why: String, remedy: Remedy?) -> HTTPResponse {
        let title = "\(status.rawValue) \(status.reasonPhrase)"
        let content = """
            <h1>\(title)</h1>
            <p>\(HTMLText.escaped(text))</p>
            \(Explanation.foldOut(why, remedy))
            """
        return Page(status: status, title: title, content: content).response()
    }
}
