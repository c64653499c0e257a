extension JSONScanner {
    /// Parses a string, a number, or one of the three literals.
    package mutating func scalar() throws(JSONSyntaxError) -> JSONScalar {
        switch byte {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "'") where dialect == .json5: return .string(try string())
        case UInt8(ascii: "'"): throw unexpected("a value; strings stand in double quotes")
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): return try number()
        case let byte? where ASCII.isDigit(byte): return try number()
        default: return try word()
        }
    }

    /// Parses the key of a member: a string, in JSON5 also an identifier (JSON5 §3).
    package mutating func key() throws(JSONSyntaxError) -> String {
        switch byte {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "'") where dialect == .json5: return try string()
        default:
            guard dialect == .json5 else { throw unexpected("a key in double quotes, or '}'") }
            let name = takeName()
            guard !name.isEmpty else { throw unexpected("a key, or '}'") }
            return name
        }
    }

    private mutating func word() throws(JSONSyntaxError) -> JSONScalar {
        let first = index
        switch takeName() {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        case let name where name == "NaN" || name == "Infinity":
            throw failure("\(name) is not a number that JSON can say", at: first)
        default:
            index = first
            throw unexpected("a value")
        }
    }

    /// An ECMAScript identifier without escapes; empty when there is none at the index.
    private mutating func takeName() -> String {
        let first = index
        while let scalar = scalarAtIndex, JSONScanner.isNamePart(scalar, isFirst: index == first) {
            index += UTF8.width(scalar)
        }
        return String(decoding: bytes[first..<index], as: UTF8.self)
    }

    /// IdentifierStart and IdentifierPart of ECMAScript 5.1 §7.6.
    private static func isNamePart(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_", "$": return true
        case "0"..."9", "\u{200C}", "\u{200D}": return !isFirst
        default: break
        }
        guard !scalar.isASCII else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
            return true
        case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation:
            return !isFirst
        default:
            return false
        }
    }
}
