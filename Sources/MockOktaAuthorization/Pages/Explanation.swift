import MockOktaFormats
import MockOktaModel

/// The fold-out in which the double, not Okta, says why something was refused and how to let it pass.
enum Explanation {
    static func foldOut(_ why: String, _ remedy: Remedy?) -> String {
        """
        <details>
        <summary>Why (said by mock-okta, not by Okta)</summary>
        <p>\(HTMLText.escaped(why))</p>
        \(remedy.map(advice) ?? "")
        </details>
        """
    }

    private static func advice(_ remedy: Remedy) -> String {
        let text = "<p>\(HTMLText.escaped(remedy.text))</p>"
        guard let fixture = remedy.fixture else { return text }
        let json = String(decoding: fixture.serialized(.pretty), as: UTF8.self)
        return """
            \(text)
            <pre><code>\(HTMLText.escaped(json))</code></pre>
            <p class="soft">Put it into the fixture, or send it to the running double: PATCH /_mock/fixtures</p>
            """
    }
}
