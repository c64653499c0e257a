import MockOktaFormats
import MockOktaHTTP

/// Hands the answer to the window or frame that opened this one: Okta's `okta_post_message` response mode.
enum PostMessagePage {
    static func response(_ parameters: [(String, String)], to uri: String, nonce: String) -> HTTPResponse {
        let data = JSON.object(JSONObject(parameters.map { ($0.0, .string($0.1)) }))
        let origin = JSON.string(WebOrigin(of: uri)?.description ?? "null")
        let script = """
            var target = window.opener || window.parent;
            if (target !== window) target.postMessage(\(literal(data)), \(literal(origin)));
            """
        var page = Page(title: "Signing in", content: "<h1>Signing in</h1>\n<p>You may close this window.</p>")
        page.script = (script, nonce)
        page.frameAncestors = WebOrigin(of: uri).map { ["\($0)"] } ?? []
        return page.response()
    }

    /// JSON that cannot end the script element that contains it.
    private static func literal(_ json: JSON) -> String {
        String(decoding: json.serialized(), as: UTF8.self).replacing("<", with: "\\u003C")
            .replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
    }
}
