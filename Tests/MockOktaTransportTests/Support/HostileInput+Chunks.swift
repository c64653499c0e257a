/// Chunked bodies (RFC 9112 §7.1).
extension HostileInput {
    static let chunks: [HostileInput] = [
        Self(
            "no size",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\r\n\r\n"
        ),
        Self(
            "a size that is no number",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\ng\r\n"
        ),
        Self(
            "a signed size",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n"
        ),
        Self(
            "a negative size",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\na\r\n0\r\n\r\n"
        ),
        Self(
            "a size with a prefix",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n"
        ),
        Self(
            "a blank before the size",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n 1\r\na\r\n0\r\n\r\n"
        ),
        Self(
            "a size beyond 64 bits",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000001\r\na\r\n0\r\n\r\n"
        ),
        Self(
            "a size of 60 bits",
            .refused(413),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\na"
        ),
        Self(
            "a size beyond the limit",
            .refused(413),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\na"
        ),
        Self(
            "a size line without its return",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n"
        ),
        Self(
            "data without a line end",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n"
        ),
        Self(
            "data with a bare line feed",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\n0\r\n\r\n"
        ),
        Self(
            "an extension",
            .served(1),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;x=\"y\"\r\na\r\n0\r\n\r\n"
        ),
        Self(
            "an extension with a NUL",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;\0\r\na\r\n0\r\n\r\n"
        ),
        Self(
            "an extension with a bare return",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;a\rb\r\na\r\n0\r\n\r\n"
        ),
        Self(
            "an extension of a megabyte",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;" + many("x", 1_000_000)
        ),
        Self(
            "many chunks with extensions",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + many(
                    "1;" + many("x", 1000) + "\r\na\r\n",
                    200
                )
        ),
        Self(
            "a trailer",
            .served(1),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n"
        ),
        Self(
            "a trailer that would be a length",
            .served(2),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 50\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
        ),
        Self(
            "a malformed trailer",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX y\r\n\r\n"
        ),
        Self(
            "too many trailers",
            .refused(431),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + many("X: 1\r\n", 1000)
        ),
        Self(
            "no last chunk",
            .dropped,
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"
        ),
    ]
}
