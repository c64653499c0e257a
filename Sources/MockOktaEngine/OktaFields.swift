import MockOktaAuthorization
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The header fields that Okta puts on what its endpoints answer, and leaves off what its framework answers.
///
/// Differs: `Strict-Transport-Security` is not sent, for it would pin localhost in developers' browsers; nor is the
/// `Content-Security-Policy` of JSON answers, which no capture holds whole.
enum OktaFields {
    /// What every answer carries, the framework's too.
    static func addCommon(to response: inout HTTPResponse) {
        response.fields["X-Content-Type-Options"] = "nosniff"
    }

    /// What an endpoint's own answer carries: for browsers, and to find the request again.
    static func add(
        to response: inout HTTPResponse,
        _ request: HTTPRequest,
        _ endpoint: AuthorizationEndpoint,
        isOrg: Bool,
        at now: Instant,
        _ limits: RateLimits,
        isEnforced: Bool,
        _ random: inout SeededRandom
    ) {
        addCommon(to: &response)
        let isAPI = response.fields["Content-Type"]?.hasPrefix("text/html") != true
        // Only the endpoints themselves say that an answer must not be stored; metadata and keys say for how long.
        guard response.fields.contains("Cache-Control") else { return }
        for (name, value) in forBrowsers where !response.fields.contains(name) {
            response.fields.append(name, value)
        }
        addRequestID(to: &response, &random)
        if let bucket = RateLimits.Bucket(endpoint, isOrg: isOrg) {
            limits.announce(bucket, at: now, isEnforced: isEnforced, in: &response.fields)
        }
        if isAPI, endpoint.isMetered, !response.fields.contains("Location"), Cookies(request.fields)["idx"] == nil {
            clearCookies(in: &response, &random)
        }
    }

    static func addRequestID(to response: inout HTTPResponse, _ random: inout SeededRandom) {
        response.fields.append("x-okta-request-id", hexadecimal(random.bytes(16), Hexadecimal.lowerCaseDigit))
    }

    private static let forBrowsers = [
        ("accept-ch", "Sec-CH-UA-Platform-Version"), ("p3p", "CP=\"HONK\""),
        ("Referrer-Policy", "strict-origin-when-cross-origin"), ("X-XSS-Protection", "0"),
    ]

    /// What Okta does to callers without a session.
    private static func clearCookies(in response: inout HTTPResponse, _ random: inout SeededRandom) {
        for name in ["sid", "xids"] {
            response.fields.append("Set-Cookie", "\(name)=\"\";Version=1;Path=/;Max-Age=0")
        }
        for name in ["autolaunch_triggered", "activate_ca_modal_triggered"] {
            let expires = "Thu, 01 Jan 1970 00:00:10 GMT"
            response.fields.append("Set-Cookie", "\(name)=\"\"; Expires=\(expires); Path=/")
        }
        let session = hexadecimal(random.bytes(16), Hexadecimal.upperCaseDigit)
        response.fields.append("Set-Cookie", "JSESSIONID=\(session); Path=/; Secure; HttpOnly")
    }

    private static func hexadecimal(_ bytes: [UInt8], _ digit: (UInt8) -> UInt8) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte))
        }
        return String(decoding: digits, as: UTF8.self)
    }
}

extension RateLimits.Bucket {
    /// Where calls of an endpoint are counted; nil for metadata and keys, which are free.
    init?(_ endpoint: AuthorizationEndpoint, isOrg: Bool) {
        guard endpoint.isMetered else { return nil }
        switch endpoint {
        case .authorize, .signIn, .consent, .cancel: self = .authorize(isOrg: isOrg)
        case .token: self = .token(isOrg: isOrg)
        default: self = .other(isOrg: isOrg)
        }
    }
}
