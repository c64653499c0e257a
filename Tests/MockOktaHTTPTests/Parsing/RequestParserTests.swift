import MockOktaHTTP
import Testing

struct RequestParserTests {
    private static let host = "Host: a.example\r\n"

    static let accepted: [String] = [
        "GET / HTTP/1.1\r\n\(host)\r\n",
        "\r\nGET / HTTP/1.1\r\n\(host)\r\n",
        "GET /a/b?x=1&y=%20 HTTP/1.1\r\n\(host)Accept: */*\r\nX-Empty:\r\nX-Blank: \t \r\n\r\n",
        "GET http://b.example:8080/p?q HTTP/1.1\r\n\(host)\r\n",
        "GET http://b.example?q HTTP/1.1\r\n\(host)\r\n",
        "OPTIONS * HTTP/1.1\r\n\(host)\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
        "GET / HTTP/1.9\r\nhOST: [::1]:80\r\n\r\n",
        "GET / HTTP/1.1\r\n\(host)Connection: keep-alive, close\r\n\r\n",
        "POST / HTTP/1.1\r\n\(host)Content-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\n\r\nhello",
        "POST / HTTP/1.1\r\n\(host)Content-Length: 0005\r\nExpect: 100-Continue\r\n\r\nhello",
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n"
            + "3\r\nabc\r\n0A ;n=\"v\";x\r\n0123456789\r\n000\r\nX-Sum: 1\r\n\r\n",
        "BREW /pot HTTP/1.1\r\n\(host)X: caf\u{e9}\r\n\r\n",
        "POST /1 HTTP/1.1\r\n\(host)Content-Length: 1\r\n\r\nxGET /2 HTTP/1.1\r\n\(host)\r\nGET /3 HTTP/1.1\r\n\(host)\r\n",
    ]

    @Test(arguments: accepted)
    func `a good request reads the same whole, cut anywhere and byte by byte`(text: String) {
        let input = Array(text.utf8)
        let whole = ParserDriver.whole(input)
        #expect(whole.error == nil)
        #expect(!whole.parsed.isEmpty)
        #expect(ParserDriver.byteByByte(input).result == whole.result)
        for index in input.indices {
            #expect(ParserDriver.cut(input, at: index).result == whole.result)
        }
    }

    @Test(arguments: accepted)
    func `no proper prefix of a request is one`(text: String) {
        let input = Array(text.utf8)
        let count = ParserDriver.whole(input).parsed.count
        for end in input.indices {
            let prefix = ParserDriver.whole(Array(input[..<end]))
            #expect(prefix.error == nil)
            #expect(prefix.parsed.count < count)
        }
    }

    /// RFC 9110 §5.5: optional white space around a value is no part of it.
    @Test(arguments: [
        ("X: a", "a"), ("X:a", "a"), ("X: \t a \t ", "a"), ("X: a\t", "a"), ("X: a \t b", "a \t b"), ("X:", ""),
        ("X: ", ""), ("X: \t", ""),
    ])
    func `a field value has no blanks at its ends`(line: String, value: String) {
        let request = ParserDriver.whole(Array("GET / HTTP/1.1\r\n\(Self.host)\(line)\r\n\r\n".utf8)).parsed.first?
            .request
        #expect(request?.fields["X"] == value)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a:\r\n\r\n", "a"), ("GET / HTTP/1.1\r\nHost: [::1]:\r\n\r\n", "[::1]"),
        (
            "GET / HTTP/1.1\r\nHost: \(String(repeating: "a", count: 255)):80\r\n\r\n",
            String(repeating: "a", count: 255) + ":80"
        ),
        ("GET http://b:/ HTTP/1.1\r\nHost: a\r\n\r\n", "b"), ("GET / HTTP/1.1\r\nHost: a:80\r\n\r\n", "a:80"),
    ])
    func `an empty port is none, and no part of the authority`(text: String, authority: String) {
        #expect(ParserDriver.whole(Array(text.utf8)).parsed.first?.request.authority == authority)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let text: String
        let error: HTTPParseError

        init(_ text: String, _ error: HTTPParseError) {
            self.text = text
            self.error = error
        }

        var testDescription: String { "\(text.debugDescription) is \(error)" }

        static func fields(_ fields: String, _ error: HTTPParseError) -> Refusal {
            Refusal("POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n", error)
        }

        static func chunks(_ body: String, _ error: HTTPParseError) -> Refusal {
            Refusal("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(body)", error)
        }
    }

    static let refused: [Refusal] = [
        Refusal("GET /\r\n", .malformedRequestLine),
        Refusal("GET  / HTTP/1.1\r\n", .malformedRequestLine),
        Refusal(" GET / HTTP/1.1\r\n", .malformedRequestLine),
        Refusal("GET / HTTP/1.1 \r\n", .malformedRequestLine),
        Refusal("GET / http/1.1\r\n", .malformedRequestLine),
        Refusal("GET / HTTP/1.10\r\n", .malformedRequestLine),
        Refusal("G(T / HTTP/1.1\r\n", .malformedRequestLine),
        Refusal("\r\n\r\n", .malformedRequestLine),
        Refusal("GET / HTTP/2.0\r\n", .unsupportedVersion),
        Refusal("GET / HTTP/0.9\r\n", .unsupportedVersion),
        Refusal("GET / HTTP/1.1\nHost: a\n\n", .badLineEnd),
        Refusal("GET a HTTP/1.1\r\n", .malformedTarget),
        Refusal("GET * HTTP/1.1\r\n", .malformedTarget),
        Refusal("GET /\u{7f} HTTP/1.1\r\n", .malformedTarget),
        Refusal("GET /\u{0} HTTP/1.1\r\n", .malformedTarget),
        Refusal("GET /#f HTTP/1.1\r\n", .malformedTarget),
        Refusal("GET ftp://a/ HTTP/1.1\r\n", .malformedTarget),
        Refusal("GET http:///a HTTP/1.1\r\n", .malformedTarget),
        Refusal("GET http://u@a/ HTTP/1.1\r\n", .malformedTarget),
        Refusal("CONNECT a:443 HTTP/1.1\r\n", .methodNotImplemented),
        Refusal("GET / HTTP/1.1\r\n\r\n", .missingHost),
        Refusal("GET / HTTP/1.1\r\nHost:\r\n\r\n", .malformedHost),
        Refusal("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .malformedHost),
        Refusal("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", .malformedHost),
        Refusal("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .malformedHost),
        Refusal("GET / HTTP/1.1\r\nHost: a:x\r\n\r\n", .malformedHost),
        Refusal("GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", .malformedHost),
        Refusal("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", .malformedHost),
        Refusal("GET / HTTP/1.1\r\nHost: \(String(repeating: "a", count: 256)):80\r\n\r\n", .malformedHost),
        .fields("X : 1\r\n", .malformedField),
        .fields(": 1\r\n", .malformedField),
        .fields("X\r\n", .malformedField),
        .fields(" folded\r\n", .malformedField),
        .fields("X: 1\r\n\tfolded\r\n", .malformedField),
        .fields("X: a\u{0}b\r\n", .malformedField),
        .fields("X: a\rb\r\n", .malformedField),
        .fields("X: a\nY: b\r\n", .badLineEnd),
        .fields("X\u{e9}: 1\r\n", .malformedField),
        .fields("Content-Length: +5\r\n", .malformedLength),
        .fields("Content-Length: -5\r\n", .malformedLength),
        .fields("Content-Length:\r\n", .malformedLength),
        .fields("Content-Length: 5, 5\r\n", .malformedLength),
        .fields("Content-Length: 0x5\r\n", .malformedLength),
        .fields("Content-Length: 5 5\r\n", .malformedLength),
        .fields("Content-Length: 99999999999999999999\r\n", .malformedLength),
        .fields("Content-Length: 9223372036854775807\r\n", .bodyTooLarge),
        .fields("Content-Length: 5\r\nContent-Length: 6\r\n", .conflictingFraming),
        .fields("Content-Length: 5\r\nContent-Length: 5\r\n", .conflictingFraming),
        .fields("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", .conflictingFraming),
        .fields("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", .conflictingFraming),
        .fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", .conflictingFraming),
        .fields("Transfer-Encoding: gzip, chunked\r\n", .unsupportedTransferCoding),
        .fields("Transfer-Encoding: chunked, gzip\r\n", .malformedTransferCoding),
        .fields("Transfer-Encoding: chunked, chunked\r\n", .malformedTransferCoding),
        .fields("Transfer-Encoding: xchunked\r\n", .malformedTransferCoding),
        .fields("Transfer-Encoding: \"chunked\"\r\n", .malformedTransferCoding),
        .fields("Transfer-Encoding:\r\n", .malformedTransferCoding),
        .fields("Expect: 200-ok\r\n", .unsupportedExpectation),
        Refusal("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .conflictingFraming),
        .chunks("\r\n", .malformedChunk),
        .chunks("x\r\n", .malformedChunk),
        .chunks("+1\r\n", .malformedChunk),
        .chunks("-1\r\n", .malformedChunk),
        .chunks("0x1\r\n", .malformedChunk),
        .chunks(" 1\r\n", .malformedChunk),
        .chunks("1 \r\n", .malformedChunk),
        .chunks("1 x\r\n", .malformedChunk),
        .chunks("1;a\rb\r\n", .malformedChunk),
        .chunks("1\n", .badLineEnd),
        .chunks("1\r\nab\r\n", .malformedChunk),
        .chunks("1\r\na\n", .badLineEnd),
        .chunks("1\r\nab", .malformedChunk),
        .chunks("0\r\nX : 1\r\n", .malformedField),
        .chunks("FFFFFFFFFFFFFFFFF\r\n", .malformedChunk),
        .chunks("100001\r\n", .bodyTooLarge),
    ]

    @Test(arguments: refused)
    func `what is ambiguous or malformed is refused however it arrives`(refusal: Refusal) {
        let input = Array(refusal.text.utf8)
        let whole = ParserDriver.whole(input)
        #expect(whole.error == refusal.error)
        #expect(ParserDriver.byteByByte(input).result == whole.result)
        for index in input.indices {
            #expect(ParserDriver.cut(input, at: index).result == whole.result)
        }
    }

    @Test func `the parts of a request are what was sent`() throws {
        let text =
            "POST /oauth2/v1/token?a=%20b HTTP/1.1\r\nHost: o.example:8080\r\nx-one:  two words \r\n"
            + "Content-Length: 3\r\n\r\nabc"
        let parsed = try #require(ParserDriver.whole(Array(text.utf8)).parsed.first)
        let request = parsed.request
        #expect(request.method == .post)
        #expect(request.authority == "o.example:8080")
        #expect(request.path == "/oauth2/v1/token")
        #expect(request.query == "a=%20b")
        #expect(request.fields["X-One"] == "two words")
        #expect(request.body == Array("abc".utf8))
        #expect(request.hasBodyFraming)
        #expect(parsed.exchange == Exchange(isHead: false, minorVersion: 1, keepsAlive: true))
    }

    @Test func `an absolute target overrules the Host field`() throws {
        let input = Array("GET https://b.example HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        let request = try #require(ParserDriver.whole(input).parsed.first?.request)
        #expect(request.authority == "b.example")
        #expect(request.path == "/")
        #expect(request.query == nil)
    }

    @Test func `bytes that are not UTF-8 are read as Latin-1`() throws {
        let input = Array("GET / HTTP/1.1\r\nHost: a\r\nX: caf".utf8) + [0xE9] + Array("\r\n\r\n".utf8)
        let request = try #require(ParserDriver.whole(input).parsed.first?.request)
        #expect(request.fields["X"] == "café")
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, CLOSE\r\n\r\n", false),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n", false),
        ("GET / HTTP/1.0\r\n\r\n", false),
        ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true),
    ])
    func `a connection is kept as version and options say`(text: String, keepsAlive: Bool) throws {
        let parsed = try #require(ParserDriver.whole(Array(text.utf8)).parsed.first)
        #expect(parsed.exchange.keepsAlive == keepsAlive)
    }

    @Test func `a go-ahead is asked for only while the body has not begun`() {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        #expect(ParserDriver.whole(Array(head.utf8)).asksForContinue)
        #expect(!ParserDriver.whole(Array((head + "a").utf8)).asksForContinue)
    }
}
