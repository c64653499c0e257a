import MockOktaHTTP

/// Where a browser lands that signed out without saying where to go.
enum SignedOutPage {
    static func response() -> HTTPResponse {
        Page(title: "Signed out", content: "<h1>Signed out</h1>\n<p>You have signed out of this org.</p>").response()
    }
}
