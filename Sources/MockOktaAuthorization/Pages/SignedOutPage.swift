import MockOktaHTTP

/// Where a browser lands that signed out without saying where to go.
enum SignedOutPage {
    static func response() -> HTTPResponse {
        let content = "<h1>Signed out</h1>\n<p>You have signed out of this org. You may close this window.</p>"
        return Page(title: "Signed out", content: content).response()
    }
}
