import MockOktaFormats
import MockOktaHTTP

/// Answers of the control API.
enum ControlResponse {
    static func json(_ status: HTTPStatus, _ body: JSON) -> HTTPResponse {
        response(status, type: "application/json", body.serialized())
    }

    static func text(_ text: String, type: String) -> HTTPResponse {
        response(.ok, type: type, Array(text.utf8))
    }

    /// The fields prevent a browser from guessing another type and from running code in an answer.
    private static func response(_ status: HTTPStatus, type: String, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(
            status,
            fields: [
                "Content-Type": type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
            ],
            body: body
        )
    }
}
