import MockOktaFormats

/// The segments of a path with percent escapes (RFC 3986 §3.3).
enum PathSegments {
    /// The byte that ends a decoded segment in place of the slash, which a segment may now contain; it never occurs in
    /// UTF-8.
    static let separator: UInt8 = 0xFF

    /// The path with its escapes decoded, segment by segment.
    ///
    /// Nil when an escape is malformed or a segment is not UTF-8.
    static func resolved(_ path: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(path.count)
        var index = 0
        while index < path.count {
            switch path[index] {
            case UInt8(ascii: "/"): bytes.append(separator)
            case UInt8(ascii: "%"):
                guard let byte = PercentEncoding.byte(escapedIn: path, at: index) else { return nil }
                bytes.append(byte)
                index += 2
            case let byte: bytes.append(byte)
            }
            index += 1
        }
        let segments = bytes.split(separator: separator, omittingEmptySubsequences: false)
        let slashes = path.count(of: UInt8(ascii: "/"))
        // An escaped separator would split a segment in two.
        guard segments.count == slashes + 1 else { return nil }
        guard segments.allSatisfy({ String(validating: $0, as: UTF8.self) != nil }) else { return nil }
        return bytes
    }
}
