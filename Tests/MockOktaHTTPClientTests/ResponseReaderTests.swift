import MockOktaHTTPClient
import Testing

/// Responses as servers and proxies send them.
struct ResponseReaderTests {
    /// The bytes of a response, its body, and whether the body ends without the end of the connection.
    private static let responses: [(String, String, Bool)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "{}", true),
        ("HTTP/1.1 200 OK\r\ncontent-length:2 \r\nConnection: keep-alive\r\n\r\n{}", "{}", true),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", true),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n",
            "ab0123456789", true
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\nTrailer: x\r\n\r\n", "a", true),
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
            "a", true
        ),
        ("HTTP/1.0 200 OK\r\n\r\nuntil the end", "until the end", false),
        ("HTTP/1.1 200\r\n\r\n", "", false),
    ]

    @Test(arguments: responses)
    func `a response is read, in one piece and byte by byte`(text: String, body: String, endsByItself: Bool) throws {
        var whole = ResponseReader()
        let answer = try whole.read(text.utf8)
        #expect((answer != nil) == endsByItself)
        let complete = try answer ?? whole.end()
        #expect(complete.status == 200)
        #expect(String(decoding: complete.body, as: UTF8.self) == body)
        var pieces = ResponseReader()
        var found: ResponseReader.Answer?
        for byte in text.utf8 { found = try pieces.read([byte]) ?? found }
        #expect(try found ?? pieces.end() == complete)
    }

    @Test func `204 has no body`() throws {
        var reader = ResponseReader()
        #expect(try reader.read("HTTP/1.1 204 No Content\r\n\r\n".utf8)?.status == 204)
    }

    private static let bad: [(String, HTTPClientError)] = [
        ("", .noHTTP), ("SSH-2.0-x\r\n", .noHTTP), ("SSH-2.0-x\r\n\r\n", .noHTTP), ("HTTP/1.1 abc\r\n\r\n", .noHTTP),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", .truncated),
        ("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", .noHTTP),
        ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", .noHTTP),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", .truncated),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", .noHTTP),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", .noHTTP),
        ("HTTP/1.1 200 OK\r\nbroken\r\n\r\n", .noHTTP),
    ]

    @Test(arguments: bad)
    func `what is no whole response is an error`(text: String, error: HTTPClientError) {
        #expect(throws: error) {
            var reader = ResponseReader()
            if try reader.read(text.utf8) == nil { _ = try reader.end() }
        }
    }
}
