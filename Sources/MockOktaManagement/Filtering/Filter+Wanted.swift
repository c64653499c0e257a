import MockOktaFormats

extension Filter {
    /// The value that attributes are compared with, prepared once for all objects.
    ///
    /// Texts are compared without regard to case, as Okta does, and by their UTF-8 bytes. A text in ASCII is compared
    /// without a copy: a search may look at every user of an org.
    struct Wanted: Sendable {
        let value: JSON
        /// The bytes of the text in lower case; nil for other values.
        private let folded: [UInt8]?
        /// The instant that the text is, in microseconds since 1970.
        private let instant: Int64?
        /// The instant in Okta's own form in lower case; nil where that has too few decimals for it.
        private let instantText: [UInt8]?
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
            folded = value.string.map { Array($0.foldedCase.utf8) }
            instant = value.string.flatMap(RFC3339.parse)
            let text = instant.flatMap { $0 % 1000 == 0 ? RFC3339.format(microseconds: $0).asciiLowercased : nil }
            instantText = text.map { Array($0.utf8) }
            fallbacks = isSearched ? folded.map { $0.span.fallbacks } ?? [] : []
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
            if case .string(let text) = value, folded != nil { return matches(text.folded.utf8.span, comparison) }
            switch comparison {
            case .equal: return value == self.value
            case .notEqual: return value != self.value
            case .contains, .startsWith, .endsWith: return false
            case .greater: return order(of: value).map { $0 > 0 } ?? false
            case .greaterOrEqual: return order(of: value).map { $0 >= 0 } ?? false
            case .less: return order(of: value).map { $0 < 0 } ?? false
            case .lessOrEqual: return order(of: value).map { $0 <= 0 } ?? false
            }
        }

        /// Whether a text stands to this one as the operator says; none does where this is no text.
        ///
        /// The text is given by the bytes of its `String.folded`.
        func matches(_ text: Span<UInt8>, _ comparison: Comparison) -> Bool {
            guard let folded else { return false }
            let other = folded.span
            return switch comparison {
            case .equal: text.count == other.count && text.starts(withFolded: other)
            case .notEqual: text.count != other.count || !text.starts(withFolded: other)
            case .contains: text.contains(other, fallbacks)
            case .startsWith: text.starts(withFolded: other)
            case .endsWith: text.ends(withFolded: other)
            case .greater: order(of: text, to: other) > 0
            case .greaterOrEqual: order(of: text, to: other) >= 0
            case .less: order(of: text, to: other) < 0
            case .lessOrEqual: order(of: text, to: other) <= 0
            }
        }

        /// Compares a value with this one, instants as such: negative, zero or positive; nil where they cannot be
        /// compared.
        func order(of value: JSON) -> Int? {
            if let one = value.integer, let other = self.value.integer {
                return one < other ? -1 : one == other ? 0 : 1
            }
            guard case .string(let text) = value, let folded else { return nil }
            return order(of: text.folded.utf8.span, to: folded.span)
        }

        private func order(of text: Span<UInt8>, to other: Span<UInt8>) -> Int {
            guard let instant else { return text.order(toFolded: other) }
            if let instantText, Self.isInOktaForm(text) { return text.order(toFolded: instantText.span) }
            guard let first = String(utf8: text).flatMap(RFC3339.parse) else { return text.order(toFolded: other) }
            return first < instant ? -1 : first == instant ? 0 : 1
        }

        /// Whether a text has the form of Okta's own instants, `2026-01-01T00:00:00.000Z`: the order of two such texts
        /// is that of their instants.
        private static func isInOktaForm(_ text: Span<UInt8>) -> Bool {
            text.count == 24 && text[23] | 0x20 == UInt8(ascii: "z")
        }
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
