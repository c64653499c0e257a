/// Comparison and search by UTF-8 bytes, as Java's go by code units: Swift's own take different spellings of a
/// character for equal (Unicode, canonical equivalence).
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

    /// Where a part stands in a text, from left to right, none overlapping (Knuth, Morris and Pratt's search).
    ///
    /// - Parameters:
    ///   - part: what to find; an empty one stands nowhere.
    ///   - text: where to look.
    ///   - limit: how many places at most.
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

    /// For each prefix of the part, how much of its end is also its beginning.
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
