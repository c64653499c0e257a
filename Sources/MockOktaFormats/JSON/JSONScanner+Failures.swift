extension JSONScanner {
    /// The position of a byte offset, counted from the start, because only errors need it.
    package func position(of offset: Int) -> SourcePosition {
        var cursor = SourceCursor(start: start)
        return cursor.position(of: offset, in: bytes)
    }

    package func failure(_ message: String, at offset: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(position: position(of: offset ?? index), message: message)
    }

    /// The error for input other than the expected one.
    package func unexpected(_ expected: String) -> JSONSyntaxError {
        failure("found \(found), expected \(expected)")
    }

    /// The input at the index: a word, a character, or the end.
    private var found: String {
        guard let scalar = scalarAtIndex else { return "the end of the text" }
        let word = wordAtIndex
        return word.isEmpty ? JSONScanner.named(scalar) : JSONScanner.quoted(word)
    }

    /// A scalar in quotes, or its code point if it is not visible.
    package static func named(_ scalar: Unicode.Scalar) -> String {
        let isVisible = scalar.value > 0x20 && scalar.value < 0x7F || scalar.properties.isAlphabetic
        let number = String(scalar.value, radix: 16, uppercase: true)
        return isVisible ? "'\(scalar)'" : "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    }

    /// The text in double quotes, truncated when it is long, so that a message fits on one line.
    package static func quoted(_ text: String) -> String {
        let short = text.unicodeScalars.prefix(40)
        let more = short.endIndex < text.unicodeScalars.endIndex ? "…" : ""
        return String(decoding: JSON.string(String(short) + more).serialized(), as: UTF8.self)
    }

    /// The letters, digits and underscores at the index, up to the length used in a message.
    private var wordAtIndex: String {
        let word = bytes[index...].prefix(41).prefix { ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") }
        return String(decoding: word, as: UTF8.self)
    }
}
