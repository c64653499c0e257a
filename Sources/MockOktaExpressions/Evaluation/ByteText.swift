/// Comparison and search by UTF-8 bytes, as Java compares code units: Swift's own operations treat canonically
/// equivalent strings as equal (Unicode, canonical equivalence).
enum ByteText {
    static func areEqual(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }

    static func starts(_ text: String, with prefix: String) -> Bool {
        text.utf8.starts(with: prefix.utf8)
    }

    static func ends(_ text: String, with suffix: String) -> Bool {
        text.utf8.reversed().starts(with: suffix.utf8.reversed())
    }

    static func contains(_ text: String, _ part: String) -> Bool {
        part.isEmpty || !ranges(of: Array(part.utf8), in: Array(text.utf8), atMost: 1).isEmpty
    }

    /// The occurrences of a part in a text, from left to right and not overlapping (Knuth-Morris-Pratt search).
    ///
    /// - Parameters:
    ///   - part: the bytes to find; empty bytes are never found.
    ///   - text: the bytes to search.
    ///   - limit: the maximum number of occurrences.
    /// - Returns: the ranges.
    static func ranges(of part: [UInt8], in text: [UInt8], atMost limit: Int) -> [Range<Int>] {
        guard !part.isEmpty, limit > 0 else { return [] }
        let fallback = fallbacks(of: part)
        var ranges: [Range<Int>] = []
        var matched = 0
        for (index, byte) in text.enumerated() {
            while matched > 0, part[matched] != byte { matched = fallback[matched - 1] }
            if part[matched] == byte { matched += 1 }
            guard matched == part.count else { continue }
            ranges.append(index + 1 - matched..<index + 1)
            if ranges.count == limit { break }
            matched = 0
        }
        return ranges
    }

    /// For each prefix of the part, the length of its longest proper suffix that is also a prefix.
    private static func fallbacks(of part: [UInt8]) -> [Int] {
        var fallbacks = [0]
        var matched = 0
        for byte in part.dropFirst() {
            while matched > 0, part[matched] != byte { matched = fallbacks[matched - 1] }
            if part[matched] == byte { matched += 1 }
            fallbacks.append(matched)
        }
        return fallbacks
    }
}
