import MockOktaFormats

/// A normalized URL for comparing `htu`: without query and fragment (RFC 9449 §4.3; RFC 3986 §6.2.2, §6.2.3).
struct DPoPTargetURI: Hashable {
    private let text: String

    init(_ url: String) {
        let parts = URIParts(url)
        guard let origin = WebOrigin(of: url) else {
            text = String(parts.path)
            return
        }
        text = origin.scheme + "://" + Self.host(origin) + (parts.path.isEmpty ? "/" : String(parts.path))
    }

    /// The host and port, without the scheme's default port.
    private static func host(_ origin: WebOrigin) -> String {
        let port = origin.scheme == "https" ? ":443" : ":80"
        return origin.authority.hasSuffix(port) ? String(origin.authority.dropLast(port.count)) : origin.authority
    }
}
