extension String {
    /// Whether two strings have the same UTF-8 bytes.
    ///
    /// `==` compares by Unicode's canonical equivalence: it treats U+212A (Kelvin sign) as equal to the letter K.
    /// Identifiers, scopes, URIs and tokens are compared octet by octet (RFC 6749 §3.3, RFC 3986 §6.2.1).
    package func hasSameBytes(as other: String) -> Bool { utf8.span.equals(other.utf8.span) }

    /// The string with ASCII letters in lower case and all other characters unchanged.
    package var asciiLowercased: String {
        // Most strings are in lower case already, and need no memory of their own then.
        guard utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return self }
        return String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

extension Sequence where Element == String {
    /// Whether one of the strings has the same UTF-8 bytes.
    package func containsBytes(of text: String) -> Bool { contains { $0.hasSameBytes(as: text) } }
}

/// A string that compares by its UTF-8 bytes, for use as a dictionary key or set element.
package struct ExactString: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package static func == (one: ExactString, other: ExactString) -> Bool { one.text.hasSameBytes(as: other.text) }

    // Strings with the same bytes are also equal by Unicode's rules, and so have the same hash.
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    package var description: String { text }
}
