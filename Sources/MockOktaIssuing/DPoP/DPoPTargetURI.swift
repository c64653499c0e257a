/// A normalized URL for comparing `htu`: without query and fragment (RFC 9449 §4.3; RFC 3986 §6.2.2, §6.2.3).
struct DPoPTargetURI: Hashable {
    private let text: String

    init(_ url: String) {
        let whole = url.prefix { $0 != "?" && $0 != "#" }
        guard let separator = whole.firstRange(of: "://") else {
            text = String(whole)
            return
        }
        let scheme = whole[..<separator.lowerBound].lowercased()
        let rest = whole[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        let path = rest[authority.endIndex...]
        text = scheme + "://" + Self.host(authority.lowercased(), scheme) + (path.isEmpty ? "/" : String(path))
    }

    /// The host and port, without the scheme's default port.
    private static func host(_ authority: String, _ scheme: String) -> String {
        let port = scheme == "https" ? ":443" : ":80"
        return authority.hasSuffix(port) ? String(authority.dropLast(port.count)) : authority
    }
}
