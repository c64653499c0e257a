/// Hosts whose names no foreign DNS zone controls, so that a page from such a host was served by this server.
///
/// The owner of any other name can resolve it to this server after a page was loaded (DNS rebinding).
enum LocalHost {
    /// Names that the public DNS does not delegate (RFC 6761, RFC 6762, ICANN resolution 2024.07.29.06).
    private static let privateSuffixes = [".localhost", ".local", ".internal"]

    /// Whether a lowercase host is an IP address, `localhost` or another private name, or a name without a dot.
    static func isLocal(_ host: String) -> Bool {
        host.hasPrefix("[") || !host.utf8.contains(UInt8(ascii: ".")) || isIPv4(host)
            || privateSuffixes.contains { host.hasSuffix($0) }
    }

    private static func isIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
