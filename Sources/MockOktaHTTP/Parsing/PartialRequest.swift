/// What has been parsed of a request.
struct PartialRequest: Sendable {
    var line: RequestLine?
    var fields = HTTPFields()
    /// The size of header and trailers, and the number of their fields.
    private(set) var fieldBytes = 0
    private var fieldCount = 0
    var semantics: RequestSemantics?
    var body: [UInt8] = []
    /// The bytes of chunk lines beyond plain sizes.
    var ballast = 0

    /// Parses a line of the header or of the trailers, and counts it.
    mutating func take(field content: Span<UInt8>, _ limits: HTTPLimits) throws(HTTPParseError) -> FieldLine {
        fieldBytes += content.count + 2
        fieldCount += 1
        if fieldCount > limits.headerCount { throw .headerTooLarge }
        return try FieldLine(content)
    }

    /// The request, when all of it has been parsed.
    consuming func complete(scheme: HTTPRequest.Scheme, peer: String?) throws(HTTPParseError) -> ParsedRequest {
        guard let line, let semantics else { throw .malformedRequestLine }
        let request = HTTPRequest(
            method: line.method,
            scheme: scheme,
            authority: line.target.authority ?? semantics.host,
            path: line.target.path,
            query: line.target.query,
            fields: fields,
            body: body,
            hasBodyFraming: semantics.framing != .none,
            peer: peer
        )
        let exchange = Exchange(
            isHead: line.method == .head,
            minorVersion: line.minorVersion,
            keepsAlive: semantics.keepsAlive
        )
        return ParsedRequest(request: request, exchange: exchange)
    }
}
