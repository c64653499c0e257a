package import MockOktaFormats
package import MockOktaHTTP

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

    package static func cacheable(_ body: JSON) -> HTTPResponse { cacheable(body.serialized()) }

    package static func cacheable(_ text: [UInt8]) -> HTTPResponse {
        HTTPResponse(.ok, fields: HTTPFields(beginningWith: cacheableFields), body: text)
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

    /// A day: short enough that a test which rotates keys need not fear a cache for long.
    private static let cacheableFields: HTTPFields = [
        "Content-Type": "application/json", "Cache-Control": "max-age=86400, must-revalidate",
    ]
}
