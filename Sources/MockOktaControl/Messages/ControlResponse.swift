import MockOktaFormats
import MockOktaHTTP

/// Answers of the control API as JSON.
enum ControlResponse {
    static func json(_ status: HTTPStatus, _ body: JSON) -> HTTPResponse {
        HTTPResponse(
            status,
            fields: ["Content-Type": "application/json", "Cache-Control": "no-store"],
            body: body.serialized()
        )
    }
}
