import MockOktaFormats

/// The `host[:port]` of a `Host` field or an absolute target (RFC 9110 §4.2, RFC 3986 §3.2).
enum Authority {
    /// The authority without an empty port, which is equivalent to no port (RFC 3986 §6.2.3).
    ///
    /// Nil when it has no host, or one that is longer than names can be (RFC 1035 §2.3.4: 255 octets); user
    /// information is rejected, because it is used to deceive users (RFC 9110 §4.2.4).
    static func normalized(_ authority: String) -> String? {
        let bytes = authority.utf8.span
        guard let hostEnd = bytes.isEmpty ? nil : hostEnd(bytes) else { return nil }
        guard hostEnd <= 255, isValidPort(bytes.extracting(hostEnd..<bytes.count)) else { return nil }
        return bytes[bytes.count - 1] == UInt8(ascii: ":") ? String(authority.dropLast()) : authority
    }

    /// The index after a name, an IPv4 address or a literal such as `[2001:db8::1]`; nil when there is none of them.
    private static func hostEnd(_ bytes: Span<UInt8>) -> Int? {
        var index = 0
        guard bytes[0] == UInt8(ascii: "[") else {
            while index < bytes.count, bytes[index].isRegisteredNameCharacter { index += 1 }
            return index > 0 ? index : nil
        }
        index = 1
        while index < bytes.count, bytes[index].isIPv6Character { index += 1 }
        guard index > 1, index < bytes.count, bytes[index] == UInt8(ascii: "]") else { return nil }
        return index + 1
    }

    /// Whether the bytes are empty, or are a colon and a port, which may be empty (RFC 3986 §3.2.3).
    private static func isValidPort(_ bytes: Span<UInt8>) -> Bool {
        if bytes.isEmpty { return true }
        guard bytes[0] == UInt8(ascii: ":"), bytes.count <= 6 else { return false }
        var port = 0
        for index in 1..<bytes.count {
            guard ASCII.isDigit(bytes[index]) else { return false }
            port = port * 10 + Int(bytes[index] - 0x30)
        }
        return port <= 65535
    }
}
