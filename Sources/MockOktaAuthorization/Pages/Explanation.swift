import MockOktaFormats
import MockOktaModel

/// A fold-out with the reason for a refusal and its remedy, which Okta does not show.
enum Explanation {
    /// Renders the fold-out.
    ///
    /// - Parameters:
    ///   - why: the double's reason.
    ///   - remedy: what would have let the request pass.
    ///   - controlPath: where the control API is on this port; nil where it is not.
    /// - Returns: HTML.
    static func foldOut(_ why: String, _ remedy: Remedy?, controlPath: String?) -> String {
        """
        <details>
        <summary>Why (said by mock-okta, not by Okta)</summary>
        <p>\(HTMLText.escaped(why))</p>
        \(remedy.map { advice($0, controlPath) } ?? "")
        </details>
        """
    }

    private static func advice(_ remedy: Remedy, _ controlPath: String?) -> String {
        let text = "<p>\(HTMLText.escaped(remedy.text))</p>"
        guard let fixture = remedy.fixture else { return text }
        let json = String(decoding: fixture.serialized(.pretty), as: UTF8.self)
        let sending = controlPath.map { ", or send it to the running double: PATCH \($0)/fixtures" } ?? "."
        let link = controlPath.map {
            "<p><a href=\"\(address(fixture, $0))\">Apply to this org</a>: shown before it is made</p>"
        }
        return """
            \(text)
            <pre><code>\(HTMLText.escaped(json))</code></pre>
            <p class="soft">Put it into the fixture\(sending)</p>
            \(link ?? "")
            """
    }

    /// The address at which the console shows a change and makes it by a button.
    private static func address(_ fixture: JSON, _ controlPath: String) -> String {
        let json = String(decoding: fixture.serialized(), as: UTF8.self)
        let encoded = FormParameters([("fixture", json)]).encoded.dropFirst("fixture=".count)
        // A fragment has no plus signs for spaces.
        return HTMLText.escaped("\(controlPath)/#apply/\(encoded.replacing("+", with: "%20"))")
    }
}
