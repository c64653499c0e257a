import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP

/// Redirects that carry parameters (RFC 6749 §4.1.2, §4.2.2).
enum Redirect {
    static func to(_ location: String) -> HTTPResponse {
        var fields = HTTPFields(beginningWith: [:])
        fields.append("Location", location)
        fields.append(contentsOf: otherFields)
        return HTTPResponse(.found, fields: fields)
    }

    private static let otherFields = {
        var fields: HTTPFields = ["Referrer-Policy": "no-referrer"]
        fields.append(contentsOf: JSONAnswer.noStore)
        return fields
    }()

    enum Part {
        case query, fragment
    }

    /// A URI with parameters appended, in order, keeping a query that it has already.
    static func append(_ parameters: [(String, String)], to uri: String, as part: Part) -> String {
        let encoded = FormParameters(parameters).encoded
        return switch part {
        case .fragment: uri + "#" + encoded
        case .query: uri + (uri.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + encoded
        }
    }
}
