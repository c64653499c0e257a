/// Scheme, host and port of a URL, as clients compare them.
struct Origin: Hashable, CustomStringConvertible {
    let scheme: String
    let authority: String

    /// Nil unless the text is a URL with a host.
    init?(_ url: String) {
        guard let mark = url.firstRange(of: "://") else { return nil }
        scheme = url[..<mark.lowerBound].lowercased()
        authority = url[mark.upperBound...].prefix { !"/?#".contains($0) }.lowercased()
        if authority.isEmpty { return nil }
    }

    var description: String { "\(scheme)://\(authority)" }
}
