extension StringProtocol {
    /// Cuts at a character wherever it is not inside a quoted string (RFC 9110 §5.6.4).
    func splitOutsideQuotes(at separator: Character) -> [Substring] {
        var isQuoted = false
        var isEscaped = false
        return Substring(self).split(omittingEmptySubsequences: false) { character in
            defer { isEscaped = isQuoted && character == "\\" && !isEscaped }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            return character == separator && !isQuoted
        }
    }

    /// The text of a quoted string, or a token as it is.
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
