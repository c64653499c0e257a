extension String {
    /// Whether two strings have the same UTF-8 bytes.
    @usableFromInline package func hasSameBytes(as other: String) -> Bool {
        // The lengths first: most names that are compared differ in it, and a span costs more than a comparison.
        utf8.count == other.utf8.count && utf8.span.equals(other.utf8.span)
    }
}

extension String {
    /// The string with ASCII letters in lower case and all other characters unchanged.
    ///
    /// `lowercased()` also maps characters outside ASCII to ASCII letters: U+212A (Kelvin sign) becomes `k`.
    package var asciiLowercased: String { mapping(0x41...0x5A) { $0 | 0x20 } }

    /// The string with ASCII letters in upper case and all other characters unchanged.
    package var asciiUppercased: String { mapping(0x61...0x7A) { $0 & ~0x20 } }

    private func mapping(_ letters: ClosedRange<UInt8>, _ change: (UInt8) -> UInt8) -> String {
        let bytes = utf8.span
        guard bytes.indices.contains(where: { letters.contains(bytes[$0]) }) else { return self }
        return String(decoding: utf8.map { letters.contains($0) ? change($0) : $0 }, as: UTF8.self)
    }
}

// Not one extension of `StringProtocol`: generic code would be called for each byte of what a client sends.
extension Substring {
    package var asciiLowercased: String { String(self).asciiLowercased }

    package var asciiUppercased: String { String(self).asciiUppercased }
}

/// A string that compares by its UTF-8 bytes, for use as a dictionary key or set element.
@usableFromInline package struct ExactString: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    @usableFromInline package let text: String

    @inlinable package init(_ text: String) {
        self.text = text
    }

    @usableFromInline package init(stringLiteral value: String) {
        text = value
    }

    @inlinable package static func == (one: ExactString, other: ExactString) -> Bool {
        one.text.hasSameBytes(as: other.text)
    }

    // Strings with the same bytes are also equal by Unicode's rules, and so have the same hash.
    @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    @usableFromInline package var description: String { text }
}

extension Set<ExactString> {
    @inlinable package init(texts: some Sequence<String>) {
        self.init(minimumCapacity: texts.underestimatedCount)
        for text in texts { insert(text) }
    }

    @inlinable package func contains(_ text: String) -> Bool { contains(ExactString(text)) }

    /// Inserts a string; false when it is in the set already.
    @discardableResult
    @inlinable package mutating func insert(_ text: String) -> Bool { insert(ExactString(text)).inserted }

    /// The strings in ascending order.
    package var sortedTexts: [String] { sorted { $0.text < $1.text }.map { $0.text } }
}

extension Dictionary where Key == ExactString {
    package subscript(text: String) -> Value? {
        @inlinable get { self[ExactString(text)] }
        @inlinable set { self[ExactString(text)] = newValue }
    }

    package subscript(text: String, default value: @autoclosure () -> Value) -> Value {
        @inlinable get { self[ExactString(text)] ?? value() }
        @inlinable set { self[ExactString(text)] = newValue }
    }
}
