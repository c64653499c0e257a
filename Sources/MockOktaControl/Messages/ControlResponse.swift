import MockOktaFormats
import MockOktaHTTP

/// Answers of the control API.
enum ControlResponse {
    static func json(_ status: HTTPStatus, _ body: JSON) -> HTTPResponse {
        json(status, serialized: body.serialized())
    }

    static func json(_ status: HTTPStatus, serialized body: [UInt8]) -> HTTPResponse {
        response(status, type: "application/json", body)
    }

    static func text(_ text: String, type: String) -> HTTPResponse {
        response(.ok, type: type, Array(text.utf8))
    }

    /// The fields of every answer: a browser neither guesses another type nor runs code in an answer.
    static func fields(_ first: HTTPFields) -> HTTPFields {
        var fields = first
        fields.append(contentsOf: [
            "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        ])
        return fields
    }

    private static func response(_ status: HTTPStatus, type: String, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(status, fields: fields(["Content-Type": type]), body: body)
    }
}
