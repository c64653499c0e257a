extension JSONScanner {
    /// Skips white space (RFC 8259 §2), in JSON5 also comments and Unicode spaces (JSON5 §7, §8).
    package mutating func skipSpace() throws(JSONSyntaxError) {
        while let byte {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): index += 1
            case UInt8(ascii: "/"): guard try skipComment() else { return }
            case 0x0B, 0x0C, 0x80...:
                guard dialect == .json5, let scalar = scalarAtIndex, JSONScanner.isSpace(scalar) else { return }
                index += UTF8.width(scalar)
            default: return
            }
        }
    }

    /// The scalar at the index, in text that is known to be UTF-8; nil at the end.
    package var scalarAtIndex: Unicode.Scalar? {
        guard let byte else { return nil }
        guard byte >= 0x80 else { return Unicode.Scalar(byte) }
        return String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
    }

    /// Skips a comment; returns false when the slash does not start one.
    private mutating func skipComment() throws(JSONSyntaxError) -> Bool {
        let second = byte(after: 1)
        guard second == UInt8(ascii: "/") || second == UInt8(ascii: "*") else { return false }
        guard dialect == .json5 else { throw failure("comments are not allowed here") }
        if second == UInt8(ascii: "/") { skipLine() } else { try skipBlock() }
        return true
    }

    private mutating func skipLine() {
        while let byte, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
            if byte == 0xE2, let scalar = scalarAtIndex, JSONScanner.isLineTerminator(scalar) { return }
            index += 1
        }
    }

    private mutating func skipBlock() throws(JSONSyntaxError) {
        let opening = index
        index += 2
        while !isAtEnd {
            if byte == UInt8(ascii: "*") && byte(after: 1) == UInt8(ascii: "/") {
                index += 2
                return
            }
            index += 1
        }
        throw failure("the comment is not closed with '*/'", at: opening)
    }

    package static func isLineTerminator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{0B}" || scalar == "\u{0C}" || scalar == "\u{FEFF}" || isLineTerminator(scalar)
            || scalar.properties.generalCategory == .spaceSeparator
    }
}
