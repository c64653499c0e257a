extension String {
    /// Whether two strings are the same bytes of UTF-8.
    ///
    /// `==` compares by Unicode's canonical equivalence: it takes U+212A (Kelvin sign) for the letter K. Identifiers,
    /// scopes, URIs and tokens are compared octet by octet (RFC 6749 §3.3, RFC 3986 §6.2.1).
    @inlinable package func hasSameBytes(as other: String) -> Bool {
        // Strings of different Unicode text, the most by far, are told apart without a look at each byte.
        self == other && utf8.elementsEqual(other.utf8)
    }

    /// ASCII letters in lower case, all else as it is.
    package var asciiLowercased: String {
        String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// Whether two strings differ in nothing but the case of ASCII letters.
    package func hasSameBytesIgnoringCase(as other: String) -> Bool {
        utf8.count == other.utf8.count && asciiLowercased.hasSameBytes(as: other.asciiLowercased)
    }
}

extension Sequence where Element == String {
    /// Whether one of the strings is the same bytes.
    package func containsBytes(of text: String) -> Bool { contains { $0.hasSameBytes(as: text) } }
}

/// A string as the key of a dictionary or the element of a set, compared by its UTF-8 bytes.
package struct ExactString: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package static func == (one: ExactString, other: ExactString) -> Bool { one.text.hasSameBytes(as: other.text) }

    // Strings of the same bytes are equal by Unicode's rules, too, and so have the same hash.
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    package var description: String { text }
}
