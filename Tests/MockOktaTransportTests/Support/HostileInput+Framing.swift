/// Contradictory framings of bodies, by which requests are smuggled.
extension HostileInput {
    static let lengths: [HostileInput] = [
        Self(
            "a length and chunks",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
        ),
        Self(
            "chunks and a length",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
        ),
        Self(
            "two lengths",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"
        ),
        Self(
            "the same length twice",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na"
        ),
        Self(
            "two lengths in one",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na"
        ),
        Self("a signed length", .refused(400), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na"),
        Self("a negative length", .refused(400), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\na"),
        Self(
            "a length in hexadecimal",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na"
        ),
        Self(
            "a length with a fraction",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1.0\r\n\r\na"
        ),
        Self(
            "a length with a blank in it",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1 0\r\n\r\na"
        ),
        Self(
            "a length in other digits",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \u{661}\r\n\r\na"
        ),
        Self("an empty length", .refused(400), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\na"),
        Self(
            "a length beyond 64 bits",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551617\r\n\r\na"
        ),
        Self(
            "a length of 63 bits",
            .refused(413),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n\r\na"
        ),
        Self(
            "a length with zeros before it",
            .served(1),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0001\r\n\r\na"
        ),
        Self(
            "a field that looks like a length",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length\u{b}: 1\r\n\r\na"
        ),
        Self(
            "a body on GET",
            .served(2),
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: a\r\n\r\n"
        ),
        Self(
            "a body shorter than its length",
            .dropped,
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc"
        ),
        Self(
            "more than the length",
            .refused(400, after: 1),
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nabc\r\n\r\n"
        ),
    ]

    static let codings: [HostileInput] = [
        Self(
            "a coding nobody knows",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\na"
        ),
        Self("identity", .refused(400), "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\na"),
        Self(
            "chunked not last",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\na"
        ),
        Self(
            "chunked twice",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"
        ),
        Self(
            "chunked in two fields",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        Self(
            "compressed chunks",
            .refused(501),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
        ),
        Self(
            "quoted",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"
        ),
        Self(
            "an empty coding",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n0\r\n\r\n"
        ),
        Self(
            "a control character before it",
            .refused(400),
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \u{b}chunked\r\n\r\n0\r\n\r\n"
        ),
        Self(
            "in capitals",
            .served(1),
            "POST / HTTP/1.1\r\nHost: a\r\nTRANSFER-ENCODING: CHUNKED\r\n\r\n0\r\n\r\n"
        ),
        Self(
            "chunks in HTTP/1.0",
            .refused(400),
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        Self(
            "another expectation",
            .refused(417),
            "POST / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\nContent-Length: 1\r\n\r\na"
        ),
    ]
}
