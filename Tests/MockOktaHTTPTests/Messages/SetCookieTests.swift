import MockOktaHTTP
import Testing

struct SetCookieTests {
    @Test(arguments: [
        (SetCookie("sid", "102x"), "sid=102x; Path=/; HttpOnly; SameSite=Lax"),
        (
            SetCookie(
                "a",
                "",
                path: "/p",
                maxAge: 60,
                isHTTPOnly: false,
                isSecure: true,
                sameSite: SetCookie.SameSite.none
            ),
            "a=; Path=/p; Max-Age=60; Secure; SameSite=None"
        ),
        (
            SetCookie("sid", "", maxAge: 0),
            "sid=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax"
        ),
        (SetCookie("a", "b; Domain=x\r\nY: \u{e9}", sameSite: nil), "a=bDomain=xY:; Path=/; HttpOnly"),
    ])
    func `a cookie is written with its attributes and nothing else`(cookie: SetCookie, expected: String) {
        #expect(cookie.fieldValue == expected)
    }
}
