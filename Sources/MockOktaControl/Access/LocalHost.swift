import MockOktaHTTP

/// Hosts whose names no foreign DNS zone controls, so that a page from such a host was served by this server.
///
/// The owner of any other name can point it at this server after a page was loaded (DNS rebinding): `Origin` and `Host`
/// then agree.
enum LocalHost {
    /// Whether an authority is an IP address, `localhost`, a name below it, or a name without a dot.
    static func isLocal(_ authority: String?) -> Bool {
        let host = HostAndPort(authority ?? "localhost").host.lowercased()
        return host.hasPrefix("[") || !host.contains(".") || host.hasSuffix(".localhost") || isIPv4(host)
    }

    private static func isIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
