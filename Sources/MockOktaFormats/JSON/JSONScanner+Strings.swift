extension JSONScanner {
    /// Parses a string with its quotes, which are single or double (RFC 8259 §7, JSON5 §5).
    package mutating func string() throws(JSONSyntaxError) -> String {
        let opening = index
        let quote = bytes[index]
        index += 1
        var text: [UInt8] = []
        var plain = index
        while let byte, byte != quote {
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: bytes[plain..<index])
                try escape(to: &text)
                plain = index
            } else {
                try checkCharacter(byte)
                index += 1
            }
        }
        guard !isAtEnd else { throw failure("the string is not closed", at: opening) }
        defer { index += 1 }
        guard !text.isEmpty else { return String(decoding: bytes[plain..<index], as: UTF8.self) }
        text.append(contentsOf: bytes[plain..<index])
        return String(decoding: text, as: UTF8.self)
    }

    private func checkCharacter(_ byte: UInt8) throws(JSONSyntaxError) {
        guard byte < 0x20 else { return }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            throw failure("a line ends inside a string; write \\n for a line end, or close the string")
        }
        guard dialect == .json5 else {
            throw failure("found \(JSONScanner.named(Unicode.Scalar(byte))) in a string, where it needs an escape")
        }
    }

    private mutating func escape(to text: inout [UInt8]) throws(JSONSyntaxError) {
        let backslash = index
        index += 1
        guard let byte else { throw unexpected("the rest of an escape") }
        if let character = JSONScanner.shortEscape(byte) {
            index += 1
            text.append(character)
        } else if byte == UInt8(ascii: "u") {
            index += 1
            let scalar = try unicodeEscape(backslash)
            text.append(contentsOf: String(scalar).utf8)
        } else if dialect == .json5 {
            try json5Escape(backslash, to: &text)
        } else {
            throw failure(
                #"unknown escape; allowed are \" \\ \/ \b \f \n \r \t, and \u with 4 hexadecimal digits"#,
                at: backslash
            )
        }
    }

    private static func shortEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// Parses four hexadecimal digits, or two such escapes for a scalar beyond U+FFFF.
    ///
    /// An unpaired surrogate is rejected: it is not Unicode text, and parsers treat it differently (RFC 8259 §8.2).
    private mutating func unicodeEscape(_ backslash: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try hexadecimal(digits: 4, backslash)
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xDC00, byte == UInt8(ascii: "\\"), byte(after: 1) == UInt8(ascii: "u") {
            index += 2
            let second = try hexadecimal(digits: 4, backslash)
            let value = 0x10000 + (first - 0xD800) << 10 + second &- 0xDC00
            if (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(value) { return scalar }
        }
        throw failure(
            "half a surrogate pair; write both halves, \\uD800 to \\uDBFF before \\uDC00 to \\uDFFF",
            at: backslash
        )
    }

    private mutating func hexadecimal(digits: Int, _ backslash: Int) throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = byte.flatMap(Hexadecimal.value) else {
                throw failure("an escape needs \(digits) hexadecimal digits", at: backslash)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    /// The escapes of JSON5 only (§5.1): `\x41`, `\v`, `\0`, line continuations; any other character represents itself.
    private mutating func json5Escape(_ backslash: Int, to text: inout [UInt8]) throws(JSONSyntaxError) {
        guard let scalar = scalarAtIndex else { return }
        index += UTF8.width(scalar)
        switch scalar {
        case "x":
            let scalar = UnicodeScalar(UInt8(try hexadecimal(digits: 2, backslash)))
            text.append(contentsOf: String(scalar).utf8)
        case "v": text.append(0x0B)
        case "0" where !(byte.map(ASCII.isDigit) ?? false): text.append(0)
        case "0"..."9": throw failure("octal escapes are not allowed", at: backslash)
        case "\r": _ = take(UInt8(ascii: "\n"))
        case let scalar where JSONScanner.isLineTerminator(scalar): break
        default: text.append(contentsOf: String(scalar).utf8)
        }
    }
}
