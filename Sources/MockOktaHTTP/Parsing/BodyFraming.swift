import MockOktaFormats

/// How the length of a request's body is determined (RFC 9112 §6).
enum BodyFraming: Hashable, Sendable {
    case none
    case length(Int)
    case chunked
}

/// The fields of a request that concern the connection rather than an endpoint.
struct RequestSemantics: Sendable {
    private(set) var framing = BodyFraming.none
    private(set) var host: String?
    private(set) var keepsAlive: Bool
    private(set) var expectsContinue = false
    private var closes = false

    /// Validates the whole list at once, because duplicates are visible only there; ambiguous framing is rejected,
    /// never repaired.
    init(_ fields: HTTPFields, minorVersion: Int) throws(HTTPParseError) {
        keepsAlive = minorVersion >= 1
        for line in fields.lines {
            switch line.name.count {
            case 4 where fields.isNamed(line, "Host"): try add(host: fields.text(line.value))
            case 6 where fields.isNamed(line, "Expect"): try add(expectation: fields.text(line.value), minorVersion)
            case 10 where fields.isNamed(line, "Connection"): add(options: fields.text(line.value))
            case 14 where fields.isNamed(line, "Content-Length"): try add(length: fields.text(line.value))
            case 17 where fields.isNamed(line, "Transfer-Encoding"):
                try add(coding: fields.text(line.value), minorVersion)
            default: break
            }
        }
        if host == nil, minorVersion >= 1 { throw .missingHost }
    }

    private mutating func add(host value: String) throws(HTTPParseError) {
        guard host == nil, let authority = Authority.normalized(value) else { throw .malformedHost }
        host = authority
    }

    /// An expectation of an HTTP/1.0 client is ignored (RFC 9110 §10.1.1).
    private mutating func add(expectation: String, _ minorVersion: Int) throws(HTTPParseError) {
        if minorVersion < 1 { return }
        guard expectation.equalsIgnoringCase("100-continue") else { throw .unsupportedExpectation }
        expectsContinue = true
    }

    /// `close` takes precedence over `keep-alive`, whatever their order (RFC 9112 §9.3).
    private mutating func add(options: String) {
        if options.utf8.contains(UInt8(ascii: ",")) {
            for option in options.split(separator: ",") { add(option: String(option.trimmingBlanks)) }
        } else {
            add(option: options)
        }
        if closes { keepsAlive = false }
    }

    private mutating func add(option: String) {
        if option.equalsIgnoringCase("close") { closes = true }
        if option.equalsIgnoringCase("keep-alive") { keepsAlive = true }
    }

    private mutating func add(length: String) throws(HTTPParseError) {
        guard framing == .none else { throw .conflictingFraming }
        guard !length.isEmpty, length.allBytes(ASCII.isDigit), let bytes = Int(length) else {
            throw .malformedLength
        }
        framing = .length(bytes)
    }

    /// HTTP/1.0 has no transfer codings: a request that has one is framed incorrectly (RFC 9112 §6.1).
    private mutating func add(coding: String, _ minorVersion: Int) throws(HTTPParseError) {
        guard framing == .none, minorVersion >= 1 else { throw .conflictingFraming }
        if coding.equalsIgnoringCase("chunked") {
            framing = .chunked
            return
        }
        let codings = coding.split(separator: ",").map { String($0.trimmingBlanks) }
        let chunked = codings.filter { $0.equalsIgnoringCase("chunked") }.count
        if chunked == 1, let last = codings.last, last.equalsIgnoringCase("chunked"), codings.count > 1 {
            throw .unsupportedTransferCoding
        }
        throw .malformedTransferCoding
    }
}
