/// The parts of an `http` or `https` URL.
struct PlainURL: Hashable {
    let isSecure: Bool
    /// The host; an IPv6 address has brackets.
    let host: String
    let port: UInt16
    /// The path and query; at least `/`.
    let path: String
    /// `host:port` as written, for the `Host` field.
    let authority: String

    /// The host without brackets.
    var name: String { host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host }

    init?(_ text: String) {
        let lowercased = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: lowercased.hasPrefix) else { return nil }
        isSecure = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = rest.dropFirst(authority.count).prefix { $0 != "#" }
        let hostEnd = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map(authority.index(after:)) : nil
        let colon = authority[(hostEnd ?? authority.startIndex)...].firstIndex(of: ":")
        let host = authority[..<(colon ?? authority.endIndex)]
        let port = colon.map { UInt16(authority[authority.index(after: $0)...]) } ?? (isSecure ? 443 : 80)
        guard let port, !host.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !host.contains("@") else {
            return nil
        }
        self.host = String(host)
        self.port = port
        self.path = path.hasPrefix("/") ? String(path) : "/" + path
        self.authority = String(authority)
    }
}
