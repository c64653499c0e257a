package import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel

/// Answers with a JSON body and caching fields.
package enum JSONAnswer {
    /// An answer that must not be stored (RFC 6749 §5.1), with the fields that Okta sends.
    package static func uncached(_ status: HTTPStatus, _ body: JSON) -> HTTPResponse {
        uncached(status, body.serialized())
    }

    package static func uncached(_ status: HTTPStatus, _ text: [UInt8]) -> HTTPResponse {
        HTTPResponse(status, fields: HTTPFields(beginningWith: uncachedFields), body: text)
    }

    package static func plain(_ status: HTTPStatus, _ body: JSON) -> HTTPResponse {
        HTTPResponse(status, fields: HTTPFields(beginningWith: plainFields), body: body.serialized())
    }

    /// A document that may be cached.
    ///
    /// - Parameters:
    ///   - text: JSON.
    ///   - age: the time for which caches may store it.
    ///   - now: the instant of the request.
    /// - Returns: the answer, with its maximum age in two fields, as Okta sends it.
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
