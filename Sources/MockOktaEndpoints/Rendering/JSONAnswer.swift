package import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel

/// JSON bodies with the caching rules that go with them.
package enum JSONAnswer {
    /// What endpoints answer: never to be stored (RFC 6749 §5.1), in the words that Okta sends.
    package static func uncached(_ status: HTTPStatus, _ body: JSON) -> HTTPResponse {
        uncached(status, body.serialized())
    }

    package static func uncached(_ status: HTTPStatus, _ text: [UInt8]) -> HTTPResponse {
        HTTPResponse(status, fields: HTTPFields(beginningWith: uncachedFields), body: text)
    }

    package static func plain(_ status: HTTPStatus, _ body: JSON) -> HTTPResponse {
        HTTPResponse(status, fields: HTTPFields(beginningWith: plainFields), body: body.serialized())
    }

    /// A document that may be kept for a time.
    ///
    /// - Parameters:
    ///   - text: JSON.
    ///   - age: how long caches may keep it.
    ///   - now: the instant of the request.
    /// - Returns: the answer, which says the same of its age in two ways, as Okta does.
    package static func cacheable(_ text: [UInt8], for age: TimeSpan = .hours(24), at now: Instant) -> HTTPResponse {
        let fields: HTTPFields = [
            "Content-Type": "application/json", "Cache-Control": "max-age=\(age.seconds), must-revalidate",
            "Expires": IMFFixdate.format(seconds: (now + age).seconds),
        ]
        return HTTPResponse(.ok, fields: fields, body: text)
    }

    package static let noStore: HTTPFields = [
        "Cache-Control": "no-cache, no-store", "Pragma": "no-cache", "Expires": "0",
    ]

    private static let plainFields: HTTPFields = ["Content-Type": "application/json"]

    private static let uncachedFields = {
        var fields = plainFields
        fields.append(contentsOf: noStore)
        return fields
    }()
}
