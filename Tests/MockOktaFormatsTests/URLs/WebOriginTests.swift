import MockOktaFormats
import Testing

@Suite struct WebOriginTests {
    @Test(
        arguments: [
            ("HTTPS://App.Example/a", "https://app.example"), ("http://a:80?q#f", "http://a:80"),
            ("http://[::1]:7300/", "http://[::1]:7300"), ("com.example.app:/callback", nil), ("/a", nil),
            ("https:///a", nil), ("/a?next=http://b", nil),
        ] as [(String, String?)]
    )
    func `an origin is scheme, host and port in lower case`(url: String, origin: String?) {
        #expect(WebOrigin(of: url)?.description == origin)
    }
}
