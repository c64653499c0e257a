extension StringProtocol {
    /// Splits at a character except inside quoted strings (RFC 9110 §5.6.4).
    func splitOutsideQuotes(at separator: Character) -> [Substring] {
        var isQuoted = false
        var isEscaped = false
        return Substring(self).split(omittingEmptySubsequences: false) { character in
            defer { isEscaped = isQuoted && character == "\\" && !isEscaped }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            return character == separator && !isQuoted
        }
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
