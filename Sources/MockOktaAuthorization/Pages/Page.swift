import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The frame of every page: plain HTML and CSS, nothing from elsewhere, usable without JavaScript.
struct Page {
    var status: HTTPStatus = .ok
    var title: String
    /// HTML that has been escaped already.
    var content: String
    /// Runs once, allowed by its nonce; nil for a page without any script.
    var script: (text: String, nonce: String)?
    /// Whether there are two columns where there is room.
    var isWide = false
    /// The origins that may show the page in a frame; none where empty.
    var frameAncestors: [String] = []

    /// The origins that may embed what asks a person something (Okta, "Trusted origins").
    ///
    /// A fixture's origin with other characters would be a further directive of the policy.
    static func embedders(_ context: RequestContext) -> [String] {
        context.snapshot.organization.contents.trustedOrigins.filter { $0.isActive && $0.uses.contains(.iframeEmbed) }
            .map(\.origin).filter { URIParts($0).isBareOrigin }
    }

    func response() -> HTTPResponse { Self.response(status, contentSecurityPolicy, .bytes(Array(html.utf8))) }

    static func response(
        _ status: HTTPStatus,
        _ contentSecurityPolicy: String,
        _ content: HTTPBody
    ) -> HTTPResponse {
        var fields = HTTPFields(beginningWith: typeField)
        fields.append("Content-Security-Policy", contentSecurityPolicy)
        fields.append(contentsOf: otherFields)
        return HTTPResponse(status, fields: fields, content: content)
    }

    private static let typeField: HTTPFields = ["Content-Type": "text/html;charset=utf-8"]

    private static let otherFields = {
        var fields: HTTPFields = ["X-Content-Type-Options": "nosniff"]
        fields.append(contentsOf: JSONAnswer.noStore)
        return fields
    }()

    var contentSecurityPolicy: String {
        let frames = frameAncestors.isEmpty ? "'none'" : frameAncestors.joined(separator: " ")
        let scripts = script.map { "'nonce-\($0.nonce)'" } ?? "'none'"
        // No form-action: browsers apply it to every redirect that follows a form, so it would stop apps whose
        // callback sends the user on to another origin.
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src \(scripts); "
            + "base-uri 'none'; frame-ancestors \(frames)"
    }

    private var html: String {
        let script = script.map { "<script nonce=\"\($0.nonce)\">\($0.text)</script>\n" } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(HTMLText.escaped(title))</title>
            <link rel="icon" href="data:,">
            <style>\(PageStyle.css)</style>
            </head>
            <body>
            <main\(isWide ? " class=\"wide\"" : "")>
            \(content)
            </main>
            <footer>mock-okta, a test double: no real account works here</footer>
            \(script)</body>
            </html>

            """
    }
}
