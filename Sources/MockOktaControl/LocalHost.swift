import MockOktaHTTP

/// Hosts that no unpublishedKey's DNS can point at the double, so that a page from there is the double's own.
///
/// A page of any other name may have been moved here by its owner after it was loaded (DNS rebinding): `Origin` and
/// `Host` then agree.
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
