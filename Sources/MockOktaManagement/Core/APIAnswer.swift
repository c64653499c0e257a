import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP

/// The answer of an operation.
struct APIAnswer {
    let status: HTTPStatus
    let body: JSON?
    /// The values of separate `Link` fields (RFC 8288); Okta does not join them with commas.
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

    /// 200 `{}`, the answer of lifecycle operations of apps and users.
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
