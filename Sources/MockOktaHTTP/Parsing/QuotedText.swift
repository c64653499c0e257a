extension StringProtocol {
    /// Splits at an ASCII character except inside quoted strings (RFC 9110 §5.6.4).
    func splitOutsideQuotes(at separator: Unicode.Scalar) -> [Substring] {
        let separator = UInt8(ascii: separator)
        var isQuoted = false
        var isEscaped = false
        let parts = Substring(self).utf8.split(omittingEmptySubsequences: false) { byte in
            defer { isEscaped = isQuoted && byte == UInt8(ascii: "\\") && !isEscaped }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            return byte == separator && !isQuoted
        }
        return parts.map { Substring($0) }
    }

    /// The content of a quoted string; any other text is returned unchanged.
    var unquoted: String {
        guard first == "\"", last == "\"", utf8.count >= 2 else { return String(self) }
        var text = ""
        var isEscaped = false
        for character in dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                text.append(character)
                isEscaped = false
            }
        }
        return text
    }
}
