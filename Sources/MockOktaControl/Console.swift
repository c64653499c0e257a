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
        return page("console.html", context) { $0 }
    }

    /// `/_mock/client`, the test client, and the redirect URI below it, which is the same page one level deeper.
    static func client(_ context: ControlContext) -> HTTPResponse {
        let isCallback = context.request.path.hasSuffix("/callback")
        return page("client.html", context) { text in
            isCallback ? text.replacing(#"="console/"#, with: #"="../console/"#) : text
        }
    }

    /// `/_mock/openapi`, the OpenAPI document as a page to read.
    static func openAPI(_ context: ControlContext) -> HTTPResponse { page("openapi.html", context) { $0 } }

    private static func page(
        _ name: String,
        _ context: ControlContext,
        _ change: (String) -> String
    ) -> HTTPResponse {
        var page = files[name] ?? HTTPResponse(.notFound)
        var text = change(String(decoding: page.body, as: UTF8.self))
        if context.access.token != nil {
            text = text.replacing(#"control-token="none""#, with: #"control-token="required""#)
        }
        page.body = Array(text.utf8)
        return page
    }

    static func file(_ name: String) throws(ControlError) -> HTTPResponse {
        guard let file = files[name], !name.hasSuffix(".html") else {
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
