import MockOktaFormats

/// Why bytes are not a valid request; after any of these errors the rest of the input cannot be parsed, and the
/// connection closes.
package enum HTTPParseError: Error, Hashable, CaseIterable, Sendable {
    case malformedRequestLine
    case malformedTarget
    case requestLineTooLong
    case unsupportedVersion
    case methodNotImplemented
    case malformedField
    case headerTooLarge
    case badLineEnd
    case missingHost
    case malformedHost
    case malformedLength
    case conflictingFraming
    case unsupportedTransferCoding
    case malformedTransferCoding
    case malformedChunk
    case bodyTooLarge
    case unsupportedExpectation

    package var status: HTTPStatus {
        switch self {
        case .requestLineTooLong: 414
        case .unsupportedVersion: 505
        case .methodNotImplemented, .unsupportedTransferCoding: 501
        case .headerTooLarge: 431
        case .bodyTooLarge: 413
        case .unsupportedExpectation: 417
        default: 400
        }
    }

    /// An explanation for the developer of the client.
    package var explanation: String {
        switch self {
        case .malformedRequestLine: "The request line is not 'method SP target SP HTTP/1.1'."
        case .malformedTarget: "The request target is not a path, an http(s) URL or '*' with OPTIONS."
        case .requestLineTooLong: "The request line is too long."
        case .unsupportedVersion: "Only HTTP/1.0 and HTTP/1.1 are spoken here."
        case .methodNotImplemented: "This server is not a proxy."
        case .malformedField: "A header field is not 'name: value'."
        case .headerTooLarge: "The header has too many fields or bytes."
        case .badLineEnd: "A line does not end with CR LF."
        case .missingHost: "An HTTP/1.1 request needs a Host field."
        case .malformedHost: "There is more than one Host, or its value is not host[:port]."
        case .malformedLength: "The Content-Length is not one plain number."
        case .conflictingFraming: "Content-Length and Transfer-Encoding together, or either of them twice."
        case .unsupportedTransferCoding: "The only transfer coding understood is chunked."
        case .malformedTransferCoding: "The last transfer coding is not chunked."
        case .malformedChunk: "The chunked body is malformed."
        case .bodyTooLarge: "The body is too large."
        case .unsupportedExpectation: "The only expectation understood is 100-continue."
        }
    }
}
