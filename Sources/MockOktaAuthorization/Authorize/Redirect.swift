import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP

/// Redirects that carry parameters (RFC 6749 §4.1.2, §4.2.2).
enum Redirect {
    static func to(_ location: String) -> HTTPResponse {
        var response = HTTPResponse(.found, fields: ["Location": location, "Referrer-Policy": "no-referrer"])
        response.fields.append(contentsOf: JSONAnswer.noStore)
        return response
    }

    enum Part {
        case query, fragment
    }

    /// A URI with parameters appended, in order, keeping a query that it has already.
    static func append(_ parameters: [(String, String)], to uri: String, as part: Part) -> String {
        let encoded = FormParameters(parameters).encoded
        return switch part {
        case .fragment: uri + "#" + encoded
        case .query: uri + (uri.contains("?") ? "&" : "?") + encoded
        }
    }
}
