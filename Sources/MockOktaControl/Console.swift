import CMockOktaConsole
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing

/// `/_mock/`: the console page, its style sheet and its scripts.
///
/// The files contain code only: all data comes from the control API, with the control token where one is required.
enum Console {
    /// The page.
    ///
    /// Its path ends in a slash, because the page's links are relative to it.
    static func page(_ context: ControlContext) -> HTTPResponse {
        guard context.request.path.hasSuffix("/") else {
            return HTTPResponse(
                .found,
                fields: ControlResponse.fields(["Location": context.operations.urls.path + ControlFeature.prefix + "/"])
            )
        }
        var page = files["console.html"] ?? HTTPResponse(.notFound)
        if context.access.token != nil {
            let text = String(decoding: page.body, as: UTF8.self)
            page.body = Array(text.replacing(#"control-token="none""#, with: #"control-token="required""#).utf8)
        }
        return page
    }

    static func file(_ name: String) throws(ControlError) -> HTTPResponse {
        guard let file = files[name], name != "console.html" else {
            throw ControlError(.notFound, "the console has no file \(name)")
        }
        return file
    }

    private static let files: [ExactString: HTTPResponse] = {
        var files: [ExactString: HTTPResponse] = [:]
        for index in 0..<mockokta_console_file_count() {
            let file = unsafe mockokta_console_file(index)
            let name = unsafe String(cString: file.name)
            let bytes = unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
            files[name] = response(name, bytes)
        }
        return files
    }()

    private static func response(_ name: String, _ bytes: [UInt8]) -> HTTPResponse {
        let type =
            switch name.split(separator: ".").last {
            case "html": "text/html;charset=utf-8"
            case "css": "text/css;charset=utf-8"
            default: "text/javascript;charset=utf-8"
            }
        return HTTPResponse(
            .ok,
            fields: [
                "Content-Type": type,
                "Content-Security-Policy": contentSecurityPolicy,
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "no-referrer",
                "Cache-Control": "no-store",
            ],
            body: bytes
        )
    }

    /// Allows no inline code, no other origin and no embedding frame.
    private static let contentSecurityPolicy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
        form-action 'none'; base-uri 'none'; frame-ancestors 'none'
        """
}
