package import MockOktaFormats
package import MockOktaHTTP

/// JSON bodies with the caching rules that go with them.
package enum JSONAnswer {
    /// What endpoints answer: never to be stored (RFC 6749 §5.1), in the words that Okta sends.
    package static func uncached(_ status: HTTPStatus, _ body: JSON) -> HTTPResponse {
        var response = plain(status, body)
        for field in noStore { response.fields.append(field.name, field.value) }
        return response
    }

    package static func plain(_ status: HTTPStatus, _ body: JSON) -> HTTPResponse {
        HTTPResponse(status, fields: ["Content-Type": "application/json"], body: body.serialized())
    }

    package static func cacheable(_ body: JSON, seconds: Int) -> HTTPResponse {
        cacheable(body.serialized(), seconds: seconds)
    }

    package static func cacheable(_ text: [UInt8], seconds: Int) -> HTTPResponse {
        let fields: HTTPFields = [
            "Content-Type": "application/json", "Cache-Control": "max-age=\(seconds), must-revalidate",
        ]
        return HTTPResponse(.ok, fields: fields, body: text)
    }

    package static let noStore: [(name: String, value: String)] = [
        ("Cache-Control", "no-cache, no-store"), ("Pragma", "no-cache"), ("Expires", "0"),
    ]
}
