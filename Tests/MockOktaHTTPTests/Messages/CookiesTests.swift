import MockOktaHTTP
import Testing

struct CookiesTests {
    @Test(arguments: [
        ("a=1; b=2", ["a=1", "b=2"]),
        ("a=1;b=2;", ["a=1", "b=2"]),
        (" a = 1 ;; junk; =x; b=", ["a=1", "b="]),
        ("a=\"q\"; b=x=y", ["a=q", "b=x=y"]),
        ("a=\"; b=\"\"; c=\"d", ["a=\"", "b=", "c=\"d"]),
        ("né=ü; a=\u{1F510}", ["né=ü", "a=\u{1F510}"]),
        ("", []),
    ])
    func `a Cookie field is read leniently and in order`(field: String, expected: [String]) {
        let cookies = Cookies(["Cookie": field])
        #expect(cookies.cookies.map { "\($0.name)=\($0.value)" } == expected)
    }

    @Test func `several fields count as one and the first of a name wins`() {
        let cookies = Cookies(["Cookie": "sid=1", "cookie": "sid=2; DT=3"])
        #expect(cookies["sid"] == "1")
        #expect(cookies["DT"] == "3")
        #expect(cookies["dt"] == nil)
    }
}
