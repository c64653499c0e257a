/// The segments of a path (RFC 3986 §3.3).
enum PathSegment {
    /// What stands between the slashes, without percent escapes, so that an escaped slash stays inside its segment.
    ///
    /// Nil when the path does not begin with a slash, an escape is malformed or the bytes are not UTF-8.
    static func decoded(_ path: String) -> [String]? {
        let bytes = path.utf8.span
        guard bytes.count > 0, bytes[0] == UInt8(ascii: "/") else { return nil }
        var segments: [String] = []
        segments.reserveCapacity(8)
        var start = 1
        for index in 1...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: "/") {
            guard let segment = decode(bytes.extracting(start..<index)) else { return nil }
            segments.append(segment)
            start = index + 1
        }
        return segments
    }

    private static func decode(_ segment: Span<UInt8>) -> String? {
        var hasEscapes = false
        for index in segment.indices where segment[index] == UInt8(ascii: "%") { hasEscapes = true }
        guard hasEscapes else { return String(wire: segment) }
        var bytes: [UInt8] = []
        var index = 0
        while index < segment.count {
            if segment[index] != UInt8(ascii: "%") {
                bytes.append(segment[index])
                index += 1
                continue
            }
            guard index + 2 < segment.count, let high = segment[index + 1].hexadecimalDigit,
                let low = segment[index + 2].hexadecimalDigit
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
            index += 3
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
