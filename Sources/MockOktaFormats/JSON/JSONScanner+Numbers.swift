extension JSONScanner {
    /// Parses a number (RFC 8259 §6): an integer if it is written as one and fits, otherwise a double.
    ///
    /// JSON5 adds a plus sign, a leading or trailing point, and hexadecimal integers (JSON5 §6).
    package mutating func number() throws(JSONSyntaxError) -> JSONScalar {
        let first = index
        if byte == UInt8(ascii: "+") && dialect == .strict { throw unexpected("a value") }
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { index += 1 }
        if dialect == .json5, byte == UInt8(ascii: "0"), byte(after: 1).map({ $0 | 0x20 }) == UInt8(ascii: "x") {
            return try hexadecimalNumber(isNegative: bytes[first] == UInt8(ascii: "-"))
        }
        try rejectWord()
        let wholeDigits = try takeWholeDigits()
        let hasFraction = try takeFraction(after: wholeDigits)
        let hasExponent = try takeExponent()
        try checkEnd()
        let text = String(decoding: bytes[first..<index], as: UTF8.self)
        if !hasFraction && !hasExponent, let value = Int(text) { return .integer(value) }
        // The grammar has been checked; the standard library can reject only a number that is out of range.
        guard let value = Double(text), value.isFinite else { throw failure("the number is too large", at: first) }
        return .double(value)
    }

    private mutating func takeDigits() -> Int {
        let first = index
        while let byte, ASCII.isDigit(byte) { index += 1 }
        return index - first
    }

    private mutating func takeWholeDigits() throws(JSONSyntaxError) -> Int {
        let first = index
        let count = takeDigits()
        if count > 1 && bytes[first] == UInt8(ascii: "0") {
            throw failure("a number does not begin with a zero", at: first)
        }
        if count == 0 && !(dialect == .json5 && byte == UInt8(ascii: ".")) { throw unexpected("a digit") }
        return count
    }

    private mutating func takeFraction(after wholeDigits: Int) throws(JSONSyntaxError) -> Bool {
        guard take(UInt8(ascii: ".")) else { return false }
        let mayBeEmpty = dialect == .json5 && wholeDigits > 0
        guard takeDigits() > 0 || mayBeEmpty else { throw unexpected("a digit after the point") }
        return true
    }

    private mutating func takeExponent() throws(JSONSyntaxError) -> Bool {
        guard byte.map({ $0 | 0x20 }) == UInt8(ascii: "e") else { return false }
        index += 1
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { index += 1 }
        guard takeDigits() > 0 else { throw unexpected("a digit in the exponent") }
        return true
    }

    private mutating func hexadecimalNumber(isNegative: Bool) throws(JSONSyntaxError) -> JSONScalar {
        index += 2
        let first = index
        while let byte, Hexadecimal.value(byte) != nil { index += 1 }
        guard index > first else { throw unexpected("a hexadecimal digit") }
        try checkEnd()
        let sign = isNegative ? "-" : ""
        let digits = String(decoding: bytes[first..<index], as: UTF8.self)
        if let value = Int(sign + digits, radix: 16) { return .integer(value) }
        guard let value = Double(sign + "0x" + digits), value.isFinite else {
            throw failure("the number is too large", at: first)
        }
        return .double(value)
    }

    /// Rejects `-Infinity` and similar words, which JSON5 permits and no JSON value can represent.
    private func rejectWord() throws(JSONSyntaxError) {
        let isWord = byte == UInt8(ascii: "I") || byte == UInt8(ascii: "N")
        if dialect == .json5 && isWord { throw failure("Infinity and NaN are not numbers that JSON can say") }
    }

    /// Rejects a number that is directly followed by a word: `12px`, `0x1G`, `1.2.3`.
    private func checkEnd() throws(JSONSyntaxError) {
        guard let scalar = scalarAtIndex else { return }
        if scalar.properties.isAlphabetic || ".+-_$0123456789".unicodeScalars.contains(scalar) {
            throw unexpected("the end of the number")
        }
    }
}
