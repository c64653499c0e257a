import MockOktaHTTP
import Testing

struct MediaTypeTests {
    @Test(arguments: [
        ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded", nil),
        ("Text/HTML; Charset=utf-8", "text/html", "utf-8"),
        ("text/html ;charset=\"a;\\\"b\" ; x", "text/html", "a;\"b"),
        ("application/json;", "application/json", nil),
    ])
    func `type, subtype and parameters are told apart`(text: String, essence: String, charset: String?) throws {
        let media = try #require(MediaType(text))
        #expect(media.essence == essence)
        #expect(media["charset"] == charset)
    }

    @Test(arguments: ["", "json", "/json", "text/", "te xt/html", "text/html/x"])
    func `what is not type and subtype is none`(text: String) {
        #expect(MediaType(text) == nil)
    }
}
