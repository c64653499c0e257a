import MockOktaHTTP
import Testing

/// Every limit met exactly and missed by one, fed whole and byte by byte.
struct HTTPLimitsTests {
    private static let limits: HTTPLimits = {
        var limits = HTTPLimits()
        limits.requestLine = 40
        limits.headerBytes = 100
        limits.headerCount = 4
        limits.body = 10
        return limits
    }()

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let error: HTTPParseError
        let build: @Sendable (_ excess: Int) -> String
    }

    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    static let cases: [Case] = [
        Case(testDescription: "request line", error: .requestLineTooLong) { excess in
            "GET /\(text(40 - 14 + excess)) HTTP/1.1\r\nHost: a\r\n\r\n"
        },
        Case(testDescription: "header bytes", error: .headerTooLarge) { excess in
            "GET / HTTP/1.1\r\nHost: a\r\nX: \(text(100 - 9 - 5 + excess))\r\n\r\n"
        },
        Case(testDescription: "header count", error: .headerTooLarge) { excess in
            "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: 1\r\n", count: 3 + excess))\r\n"
        },
        Case(testDescription: "trailers count too", error: .headerTooLarge) { excess in
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                + "\(String(repeating: "X: 1\r\n", count: 2 + excess))\r\n"
        },
        Case(testDescription: "announced body", error: .bodyTooLarge) { excess in
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(10 + excess)\r\n\r\n\(text(10))"
        },
        Case(testDescription: "chunked body", error: .bodyTooLarge) { excess in
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "8\r\n\(text(8))\r\n\(2 + excess)\r\n\(text(2 + excess))\r\n0\r\n\r\n"
        },
    ]

    @Test(arguments: cases)
    func `a limit met exactly is accepted and missed by one refused`(limit: Case) {
        let exact = Array(limit.build(0).utf8)
        let beyond = Array(limit.build(1).utf8)
        for drive in [ParserDriver.whole, ParserDriver.byteByByte] {
            let accepted = drive(exact, HTTPLimitsTests.limits)
            #expect(accepted.error == nil)
            #expect(accepted.parsed.count == 1)
            #expect(drive(beyond, HTTPLimitsTests.limits).error == limit.error)
        }
    }

    @Test func `a line without end is refused as soon as it is too long`() {
        let limits = HTTPLimits()
        let start = "GET /"
        let longest = Array((start + HTTPLimitsTests.text(limits.requestLine - start.utf8.count)).utf8)
        #expect(ParserDriver.whole(longest).error == nil)
        #expect(ParserDriver.whole(longest + [UInt8(ascii: "a")]).error == .requestLineTooLong)
    }

    @Test func `extensions of chunks cannot grow without bound`() {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunk = "1;\(HTTPLimitsTests.text(1000))\r\na\r\n"
        let driver = ParserDriver.whole(Array((head + String(repeating: chunk, count: 100)).utf8))
        #expect(driver.error == .malformedChunk)
    }

    @Test(arguments: [
        (HTTPParseError.requestLineTooLong, 414), (.headerTooLarge, 431), (.bodyTooLarge, 413),
        (.unsupportedVersion, 505), (.unsupportedTransferCoding, 501), (.unsupportedExpectation, 417),
        (.conflictingFraming, 400), (.missingHost, 400),
    ])
    func `each breach has its status`(error: HTTPParseError, status: Int) {
        #expect(error.status.rawValue == status)
    }
}
