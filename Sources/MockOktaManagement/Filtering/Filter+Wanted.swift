import MockOktaFormats

extension Filter {
    /// The value that attributes are compared with, prepared once for all objects.
    ///
    /// Texts are compared without regard to case, as Okta does, and by their UTF-8 bytes. A text in ASCII is compared
    /// without a copy: a search may look at every user of an org.
    struct Wanted: Sendable {
        let value: JSON
        /// The text in lower case; nil for other values.
        private let folded: String?
        /// The instant that the text is, in microseconds since 1970.
        private let instant: Int64?
        /// The instant in Okta's own form in lower case; nil where that has too few decimals for it.
        private let instantText: String?
        /// For each prefix of the text, the length of its longest proper suffix that is also a prefix; empty where no
        /// text is searched for this one (Knuth-Morris-Pratt search).
        private let fallbacks: [Int]

        /// Prepares a value.
        ///
        /// - Parameters:
        ///   - value: the value.
        ///   - isSearched: whether texts are to be compared by `contains`.
        init(_ value: JSON, isSearched: Bool = false) {
            self.value = value
            folded = value.string?.foldedCase
            instant = value.string.flatMap(RFC3339.parse)
            instantText = instant.flatMap { $0 % 1000 == 0 ? RFC3339.format(microseconds: $0).asciiLowercased : nil }
            fallbacks = isSearched ? folded.map { $0.utf8.span.fallbacks } ?? [] : []
        }

        /// Prepares the beginning that a list's `q` wants; nil where the call has none.
        init?(prefix: String?) {
            guard let prefix, !prefix.isEmpty else { return nil }
            self.init(.string(prefix))
        }

        /// Whether a text begins with this one.
        func begins(_ text: String?) -> Bool { text.map { matches(.string($0), .startsWith) } ?? false }

        /// Whether a value stands to this one as the operator says; a value of another type does not.
        func matches(_ value: JSON, _ comparison: Comparison) -> Bool {
            switch comparison {
            case .equal: isEqual(to: value)
            case .notEqual: !isEqual(to: value)
            case .contains: test(value) { $0.contains($1, fallbacks) }
            case .startsWith: test(value) { $0.starts(withFolded: $1) }
            case .endsWith: test(value) { $0.ends(withFolded: $1) }
            case .greater: order(of: value).map { $0 > 0 } ?? false
            case .greaterOrEqual: order(of: value).map { $0 >= 0 } ?? false
            case .less: order(of: value).map { $0 < 0 } ?? false
            case .lessOrEqual: order(of: value).map { $0 <= 0 } ?? false
            }
        }

        /// Compares a value with this one, instants as such: negative, zero or positive; nil where they cannot be
        /// compared.
        func order(of value: JSON) -> Int? {
            if let one = value.integer, let other = self.value.integer {
                return one < other ? -1 : one == other ? 0 : 1
            }
            guard case .string(let text) = value, let folded else { return nil }
            if let instant {
                if let instantText, Self.isInOktaForm(text) {
                    return text.withFoldedBytes { $0.order(toFolded: instantText.utf8.span) }
                }
                if let first = RFC3339.parse(text) { return first < instant ? -1 : first == instant ? 0 : 1 }
            }
            return text.withFoldedBytes { $0.order(toFolded: folded.utf8.span) }
        }

        /// Whether a text has the form of Okta's own instants, `2026-01-01T00:00:00.000Z`: the order of two such texts
        /// is that of their instants.
        private static func isInOktaForm(_ text: String) -> Bool {
            text.utf8.count == 24 && (text.utf8.last ?? 0) | 0x20 == UInt8(ascii: "z")
        }

        private func isEqual(to value: JSON) -> Bool {
            guard case .string = value else { return value == self.value }
            return test(value) { $0.count == $1.count && $0.starts(withFolded: $1) }
        }

        private func test(_ value: JSON, _ body: (Span<UInt8>, Span<UInt8>) -> Bool) -> Bool {
            guard case .string(let text) = value, let folded else { return false }
            return text.withFoldedBytes { body($0, folded.utf8.span) }
        }
    }
}

extension String {
    /// Runs a body with the bytes of the text in lower case; those of a text in ASCII are as they are.
    fileprivate func withFoldedBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        let bytes = utf8.span
        var isASCII = true
        for index in bytes.indices where bytes[index] >= 0x80 { isASCII = false }
        return isASCII ? body(bytes) : body(foldedCase.utf8.span)
    }

    /// The text in lower case, but for the Kelvin sign, whose lower case is the letter k: it would be another login.
    fileprivate var foldedCase: String {
        let kelvin: Unicode.Scalar = "\u{212A}"
        guard unicodeScalars.contains(kelvin) else { return lowercased() }
        return unicodeScalars.split(separator: kelvin, omittingEmptySubsequences: false)
            .map { String($0).lowercased() }.joined(separator: "\u{212A}")
    }
}

// The other text is in lower case already.
extension Span<UInt8> {
    fileprivate func starts(withFolded other: Span<UInt8>) -> Bool { matches(other, at: 0) }

    fileprivate func ends(withFolded other: Span<UInt8>) -> Bool { matches(other, at: count - other.count) }

    fileprivate func contains(_ other: Span<UInt8>, _ fallbacks: [Int]) -> Bool {
        var matched = 0
        var index = 0
        while matched < other.count, index < count {
            let byte = self[index].lowercasedASCII
            while matched > 0, other[matched] != byte { matched = fallbacks[matched - 1] }
            if other[matched] == byte { matched += 1 }
            index += 1
        }
        return matched == other.count
    }

    fileprivate var fallbacks: [Int] {
        var fallbacks = [Int](repeating: 0, count: count)
        var matched = 0
        for index in indices.dropFirst() {
            while matched > 0, self[matched] != self[index] { matched = fallbacks[matched - 1] }
            if self[matched] == self[index] { matched += 1 }
            fallbacks[index] = matched
        }
        return fallbacks
    }

    private func matches(_ other: Span<UInt8>, at start: Int) -> Bool {
        guard start >= 0, start + other.count <= count else { return false }
        for index in other.indices where self[start + index].lowercasedASCII != other[index] { return false }
        return true
    }

    fileprivate func order(toFolded other: Span<UInt8>) -> Int {
        for index in 0..<Swift.min(count, other.count) {
            let byte = self[index].lowercasedASCII
            if byte != other[index] { return byte < other[index] ? -1 : 1 }
        }
        return count < other.count ? -1 : count == other.count ? 0 : 1
    }
}
