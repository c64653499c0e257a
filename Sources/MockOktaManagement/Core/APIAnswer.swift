import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP

/// What an operation answers.
struct APIAnswer {
    let status: HTTPStatus
    let body: JSON?
    /// `Link` field lines, one each (RFC 8288); Okta sends no comma list.
    var links: [String] = []

    init(_ status: HTTPStatus, _ body: JSON?) {
        self.status = status
        self.body = body
    }

    static func object(_ object: JSONObject, _ status: HTTPStatus = .ok) -> APIAnswer {
        APIAnswer(status, .object(object))
    }

    static func list(_ objects: [JSONObject]) -> APIAnswer { APIAnswer(.ok, .array(objects.map { .object($0) })) }

    /// 204 without a body.
    static let nothing = APIAnswer(.noContent, nil)

    /// 200 `{}`, what lifecycle operations of apps and users answer.
    static let empty = APIAnswer(.ok, [:])

    var response: HTTPResponse {
        var response: HTTPResponse
        if let body {
            response = JSONAnswer.uncached(status, body)
        } else {
            response = HTTPResponse(status, fields: JSONAnswer.noStore)
        }
        for link in links { response.fields.append("Link", link) }
        return response
    }
}
