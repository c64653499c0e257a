import MockOktaHTTP

/// Feeds a parser as a connection does: what it has not consumed is shown again, with the next piece behind it.
struct ParserDriver {
    enum Result: Hashable {
        case requests([String])
        case failed(HTTPParseError, after: [String])
    }

    private var parser: RequestParser
    private var buffer: [UInt8] = []
    private(set) var parsed: [ParsedRequest] = []
    private(set) var asksForContinue = false
    private(set) var error: HTTPParseError?

    init(limits: HTTPLimits = HTTPLimits()) {
        parser = RequestParser(limits: limits)
    }

    var result: Result {
        let seen = parsed.map(ParserDriver.summary)
        return error.map { .failed($0, after: seen) } ?? .requests(seen)
    }

    mutating func feed(_ piece: some Collection<UInt8>) {
        buffer.append(contentsOf: piece)
        do throws(HTTPParseError) {
            while error == nil {
                let pending = buffer
                switch try parser.parse(pending.span) {
                case .complete(let request, let consumed):
                    parsed.append(request)
                    buffer.removeFirst(consumed)
                case .needsMore(let consumed):
                    buffer.removeFirst(consumed)
                    if parser.awaitsContinue { asksForContinue = true }
                    return
                }
            }
        } catch {
            self.error = error
        }
    }

    /// Everything a request consists of, so that two ways of feeding can be compared.
    private static func summary(_ parsed: ParsedRequest) -> String {
        let request = parsed.request
        let fields = request.fields.fields.map { "\($0.name): \($0.value)" }
        return "\(request.method) \(request.authority ?? "-") \(request.path) ?\(request.query ?? "-") \(fields)"
            + " \(request.hasBodyFraming) \(request.body) \(parsed.exchange)"
    }

    static func whole(_ input: [UInt8], limits: HTTPLimits = HTTPLimits()) -> ParserDriver {
        var driver = ParserDriver(limits: limits)
        driver.feed(input)
        return driver
    }

    static func byteByByte(_ input: [UInt8], limits: HTTPLimits = HTTPLimits()) -> ParserDriver {
        var driver = ParserDriver(limits: limits)
        for byte in input { driver.feed(CollectionOfOne(byte)) }
        return driver
    }

    static func cut(_ input: [UInt8], at index: Int, limits: HTTPLimits = HTTPLimits()) -> ParserDriver {
        var driver = ParserDriver(limits: limits)
        driver.feed(input[..<index])
        driver.feed(input[index...])
        return driver
    }
}
