import MockOktaFormats
package import MockOktaModel

/// The comparison of loopback URLs without their ports (RFC 8252 §7.3), for tools that listen on a free port.
///
/// Differs: Okta compares ports too; this is for `mock.anyLoopbackPort` only.
package enum LoopbackPort {
    /// Whether a URL or an origin equals a registered one apart from the port, where both have a loopback host.
    ///
    /// - Parameters:
    ///   - url: the URL of the request.
    ///   - registered: the URL of the app, or a trusted origin.
    ///   - settings: the org's settings.
    /// - Returns: false where the org does not match on any port.
    package static func matches(_ url: String, _ registered: String, _ settings: Settings) -> Bool {
        guard settings.matchesAnyLoopbackPort else { return false }
        let (one, other) = (URIParts(url), URIParts(registered))
        guard let scheme = one.scheme?.asciiLowercased, scheme == "http" || scheme == "https",
            scheme == other.scheme?.asciiLowercased, one.userInfo == nil, other.userInfo == nil,
            let host = one.host?.asciiLowercased, isLoopback(host), host == other.host?.asciiLowercased,
            one.port.map({ UInt16($0) != nil }) ?? true
        else { return false }
        return one.path == other.path && one.query.map(String.init) == other.query.map(String.init)
            && one.fragment.map(String.init) == other.fragment.map(String.init)
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]"
            || host.hasPrefix("127.") && host.utf8.allSatisfy { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
    }
}
