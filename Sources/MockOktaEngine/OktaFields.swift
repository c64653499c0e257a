import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The header fields that Okta adds to the answers of its endpoints, but not to those of its web framework.
///
/// Differs: `Strict-Transport-Security` is not sent, because it would pin localhost in developers' browsers; the
/// `Content-Security-Policy` of JSON answers is shorter, and the framework's errors have one too.
enum OktaFields {
    /// Adds the fields of every answer, including those of the framework.
    static func addCommon(to response: inout HTTPResponse) {
        for name in ["Server", "X-Content-Type-Options"] { response.fields.remove(name) }
        response.fields.append(contentsOf: nosniff)
        response.fields.appendMissing(of: policy)
    }

    /// Adds the fields of a 429: those of any answer, without caching fields and `JSESSIONID`.
    static func addToRefusedByRateLimit(_ response: inout HTTPResponse, _ request: HTTPRequest) {
        addCommon(to: &response)
        response.fields.appendMissing(of: forBrowsers)
        if !hasSession(request) { response.fields.append(contentsOf: clearedCookies) }
    }

    /// Adds the fields of an endpoint's own answer: for browsers, and to identify the request.
    static func add(
        to response: inout HTTPResponse,
        _ request: HTTPRequest,
        _ endpoint: Endpoint,
        isOrg: Bool,
        at now: Instant,
        _ limits: RateLimits,
        isEnforced: Bool,
        _ random: inout SeededRandom
    ) {
        guard !endpoint.isOwnPage else { return }
        addCommon(to: &response)
        // Only answers of endpoints have `Cache-Control`: `no-store`, or a maximum age for metadata and keys.
        guard response.fields.contains("Cache-Control") else { return }
        response.fields.appendMissing(of: forBrowsers)
        addRequestID(to: &response.fields, &random)
        if let bucket = RateLimits.Bucket(endpoint, isOrg: isOrg) {
            limits.announce(bucket, at: now, isEnforced: isEnforced, in: &response.fields)
        }
        if endpoint.bucket != nil, !response.fields.contains("Location"), !isPage(response), !hasSession(request) {
            clearCookies(in: &response, &random)
        }
    }

    private static func isPage(_ response: HTTPResponse) -> Bool {
        response.fields["Content-Type"]?.hasPrefix("text/html") == true
    }

    static func addRequestID(to fields: inout HTTPFields, _ random: inout SeededRandom) {
        fields.append(requestID) { appendRequestID(to: &$0, &random) }
    }

    /// The id that an answer gives its request.
    static func requestID(of fields: HTTPFields) -> String? { fields[requestID] }

    /// Moves the request id behind all other fields, or adds a placeholder for it there.
    static func endWithRequestID(_ fields: inout HTTPFields) {
        let value = fields[requestID] ?? ""
        fields.remove(requestID)
        fields.append(requestID, value)
    }

    /// Replaces the request id, which is the last of the fields.
    static func withNewRequestID(_ fields: HTTPFields, _ random: inout SeededRandom) -> HTTPFields {
        fields.replacingLastValue { appendRequestID(to: &$0, &random) }
    }

    private static func appendRequestID(to value: inout [UInt8], _ random: inout SeededRandom) {
        for _ in 0..<2 { Hexadecimal.appendLowerCase(random.next(), to: &value) }
    }

    private static func hasSession(_ request: HTTPRequest) -> Bool {
        request.fields.contains("Cookie") && Cookies(request.fields)[SessionID.cookieName] != nil
    }

    private static let requestID = "x-okta-request-id"

    private static let nosniff: HTTPFields = ["Server": "nginx", "X-Content-Type-Options": "nosniff"]

    private static let policy: HTTPFields = [
        "Content-Security-Policy": "default-src 'self'; frame-ancestors 'self'"
    ]

    private static let forBrowsers: HTTPFields = [
        "accept-ch": "Sec-CH-UA-Platform-Version", "p3p": "CP=\"HONK\"",
        "Referrer-Policy": "strict-origin-when-cross-origin", "X-XSS-Protection": "0",
    ]

    /// Deletes the session cookies, as Okta does for callers without a session.
    private static func clearCookies(in response: inout HTTPResponse, _ random: inout SeededRandom) {
        response.fields.append(contentsOf: clearedCookies)
        response.fields.append("Set-Cookie") { value in
            value.append("JSESSIONID=")
            for _ in 0..<2 { Hexadecimal.appendUpperCase(random.next(), to: &value) }
            value.append("; Path=/; Secure; HttpOnly")
        }
    }

    private static let clearedCookies: HTTPFields = {
        var fields = HTTPFields()
        for name in ["sid", "xids"] { fields.append("Set-Cookie", "\(name)=\"\";Version=1;Path=/;Max-Age=0") }
        for name in ["autolaunch_triggered", "activate_ca_modal_triggered"] {
            fields.append("Set-Cookie", "\(name)=\"\"; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/")
        }
        return fields
    }()
}
