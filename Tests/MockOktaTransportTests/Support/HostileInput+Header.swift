/// What comes before a body.
extension HostileInput {
    static let requestLines: [HostileInput] = [
        Self("an empty request line, twice", .refused(400), "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("one empty line before", .served(1), "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("one word", .refused(400), "GET\r\n\r\n"),
        Self("no version", .refused(400), "GET /\r\n\r\n"),
        Self("HTTP/0.9 with a trailing blank", .refused(400), "GET / \r\n\r\n"),
        Self("two blanks before the target", .refused(400), "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("two blanks before the version", .refused(400), "GET /  HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a blank at the end", .refused(400), "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
        Self("a blank at the start", .refused(400), " GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a tab between", .refused(400), "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a method that is no token", .refused(400), "GE(T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a NUL in the method", .refused(400), "GE\0T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a NUL in the target", .refused(400), "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a fragment in the target", .refused(400), "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a raw byte above ASCII in the target", .refused(400), "GET /\u{e9} HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a target without a slash", .refused(400), "GET path HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("an asterisk for another method", .refused(400), "GET * HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("another scheme", .refused(400), "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a URL without a host", .refused(400), "GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a URL with user information", .refused(400), "GET http://u:p@a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a tunnel", .refused(501), "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self(
            "percent nonsense is the endpoint's business",
            .served(1),
            "GET /%zz%%%4 HTTP/1.1\r\nHost: a\r\n\r\n"
        ),
        Self("a percent-encoded NUL", .served(1), "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("dots and slashes", .served(1), "GET //../..//etc HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a method nobody knows", .served(1), "BREW / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a lower-case method", .served(1), "get / HTTP/1.1\r\nHost: a\r\n\r\n"),
    ]

    static let versions: [HostileInput] = [
        Self("HTTP/2 in text", .refused(505), "GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
        Self("HTTP/0.9 by name", .refused(505), "GET / HTTP/0.9\r\nHost: a\r\n\r\n"),
        Self("the preface of HTTP/2", .refused(505), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Self("a newer minor version", .served(1), "GET / HTTP/1.9\r\nHost: a\r\n\r\n"),
        Self("two digits", .refused(400), "GET / HTTP/1.10\r\nHost: a\r\n\r\n"),
        Self("no minor version", .refused(400), "GET / HTTP/1\r\nHost: a\r\n\r\n"),
        Self("lower case", .refused(400), "GET / http/1.1\r\nHost: a\r\n\r\n"),
        Self("another protocol", .refused(400), "GET / ICY/1.1\r\nHost: a\r\n\r\n"),
        Self("a TLS hello", .refused(400), "\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}"),
        Self("an SSH client", .refused(400), "SSH-2.0-OpenSSH_9.2\r\n"),
    ]

    static let lineEnds: [HostileInput] = [
        Self("bare line feeds", .refused(400), "GET / HTTP/1.1\nHost: a\n\n"),
        Self("a bare line feed after a field", .refused(400), "GET / HTTP/1.1\r\nHost: a\n\r\n"),
        Self("a bare line feed at the end of the header", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\n\n"),
        Self("a bare return in the request line", .refused(400), "GET /\rx HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("a bare return in a value", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"),
        Self("two returns", .refused(400), "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n"),
        Self("a return before a field name", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\n\rX: a\r\n\r\n"),
        Self("returns alone", .refused(400), "GET / HTTP/1.1\rHost: a\r\r\n\r\n"),
    ]

    static let fields: [HostileInput] = [
        Self("a blank before the colon", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX : a\r\n\r\n"),
        Self("a tab before the colon", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX\t: a\r\n\r\n"),
        Self("a folded line", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"),
        Self("a line folded by a tab", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n\tb\r\n\r\n"),
        Self("a first field that begins with a blank", .refused(400), "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        Self("no colon", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"),
        Self("an empty name", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\n: a\r\n\r\n"),
        Self("a name in brackets", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\n[X]: a\r\n\r\n"),
        Self("a NUL in a name", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX\0: a\r\n\r\n"),
        Self("a NUL in a value", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
        Self("an escape in a value", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX: \u{1b}[31m\r\n\r\n"),
        Self("a DEL in a value", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nX: \u{7f}\r\n\r\n"),
        Self(
            "a tab and bytes above ASCII in a value",
            .served(1),
            "GET / HTTP/1.1\r\nHost: a\r\nX: a\t\u{e9}\r\n\r\n"
        ),
        Self("an empty value", .served(1), "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n"),
        Self(
            "an offer to upgrade",
            .served(1),
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c, websocket\r\n\r\n"
        ),
        Self(
            "100 000 fields",
            .refused(431),
            "GET / HTTP/1.1\r\nHost: a\r\n" + many("X: 1\r\n", 100_000) + "\r\n"
        ),
        Self("a name of a megabyte", .refused(431), "GET / HTTP/1.1\r\nHost: a\r\n" + many("X", 1_000_000)),
        Self(
            "a value of a megabyte",
            .refused(431),
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + many("y", 1_000_000)
        ),
        Self("a target of a megabyte", .refused(414), "GET /" + many("y", 1_000_000)),
        Self("a method of a megabyte", .refused(414), many("G", 1_000_000)),
    ]

    static let hosts: [HostileInput] = [
        Self("no Host", .refused(400), "GET / HTTP/1.1\r\n\r\n"),
        Self("two Hosts", .refused(400), "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        Self("two Hosts in one", .refused(400), "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
        Self("an empty Host", .refused(400), "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
        Self("a Host with a path", .refused(400), "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        Self("a Host with user information", .refused(400), "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
        Self("a Host with a port too large", .refused(400), "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n"),
        Self("a Host with a port of letters", .refused(400), "GET / HTTP/1.1\r\nHost: a:http\r\n\r\n"),
        Self("a Host that is no literal", .refused(400), "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
        Self("a Host that would be HTML", .refused(400), "GET / HTTP/1.1\r\nHost: <b>\r\n\r\n"),
        Self("a URL and no Host", .refused(400), "GET http://a/ HTTP/1.1\r\n\r\n"),
        Self("a URL before another Host", .served(1), "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Self("HTTP/1.0 without Host", .served(1), "GET / HTTP/1.0\r\n\r\n"),
    ]
}
