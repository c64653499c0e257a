import MockOktaEndpoints
import MockOktaFormats
package import MockOktaHTTP
import MockOktaModel

/// What a browser sees when nothing may be redirected: Okta's words, and below them the double's own reason.
package enum ErrorPage {
    /// For endpoints that a browser shows and no app waits for.
    static let refusals = RefusalRenderer { refusal, context in
        response(refusal, controlPath: context.controlPath)
    }

    static func response(_ refusal: Refusal, controlPath: String?) -> HTTPResponse {
        let (status, description) =
            switch refusal.answer {
            case .oauth(let error): (error.status, error.description)
            case .okta(let error): (error.status, error.summary)
            }
        // The status of Okta's page is 400, also where the catalogue has another one for JSON answers.
        let shown: HTTPStatus = refusal.isByStore ? 503 : status == 404 ? .notFound : .badRequest
        let text = "Your request resulted in an error. \(description)"
        return page(shown, text, Explanation.foldOut(refusal.why, refusal.remedy, controlPath: controlPath))
    }

    package static func notFound(why: String) -> HTTPResponse {
        page(.notFound, "Page Not Found", Explanation.foldOut(why, nil, controlPath: nil))
    }

    private static func page(_ status: HTTPStatus, _ text: String, _ explanation: String) -> HTTPResponse {
        let title = "\(status.rawValue) \(status.reasonPhrase)"
        let content = """
            <h1>\(title)</h1>
            <p>\(HTMLText.escaped(text))</p>
            \(explanation)
            """
        return Page(status: status, title: title, content: content).response()
    }
}
