import MockOktaFormats

/// Escapes: the part of a pattern after a backslash.
extension PatternParser {
    mutating func escape() throws(PatternError) -> PatternNode {
        guard let scalar = next else { throw failure("a pattern cannot end in a single backslash") }
        if let set = try setEscape() { return .set(flags.set(set)) }
        if let assertion = Self.assertions[scalar] {
            advance()
            return .assertion(assertion)
        }
        switch scalar {
        case "R":
            advance()
            return .choice([.sequence([literal("\r"), literal("\n")]), .set(.verticalSpace)])
        case "Q":
            advance()
            return .sequence(quoted().map(literal))
        case "1"..."9", "k": throw failure("back references are not supported", before: 1)
        default: return literal(try scalarEscape())
        }
    }

    private static let assertions: [Unicode.Scalar: PatternNode.Assertion] = [
        "A": .textStart, "G": .textStart, "z": .textEnd, "Z": .lastLineEnd, "b": .wordBoundary,
        "B": .noWordBoundary,
    ]

    /// `\d` and similar escapes; nil, with nothing consumed, for another escape.
    mutating func setEscape() throws(PatternError) -> ScalarSet? {
        let set: ScalarSet
        switch next {
        case "d": set = .digit
        case "D": set = .not(.digit)
        case "w": set = .word
        case "W": set = .not(.word)
        case "s": set = .space
        case "S": set = .not(.space)
        case "h": set = .horizontalSpace
        case "H": set = .not(.horizontalSpace)
        case "v": set = .verticalSpace
        case "V": set = .not(.verticalSpace)
        case "p", "P": return try property()
        default: return nil
        }
        advance()
        return set
    }

    /// `\pL`, `\p{Lu}`, or the complement `\P{Lu}`.
    private mutating func property() throws(PatternError) -> ScalarSet {
        let isNegative = next == "P"
        advance()
        var name = ""
        if take("{") {
            while let scalar = next, scalar != "}" {
                name.unicodeScalars.append(scalar)
                advance()
            }
            guard take("}") else { throw failure("a '{' is not closed") }
        } else if let scalar = next {
            name.unicodeScalars.append(scalar)
            advance()
        }
        guard let set = ScalarSet.named(name) else {
            throw failure("\\p{\(name)} is no class that is supported")
        }
        return isNegative ? .not(set) : set
    }

    /// An escape that represents one scalar.
    mutating func scalarEscape() throws(PatternError) -> Unicode.Scalar {
        guard let scalar = next else { throw failure("a pattern cannot end in a single backslash") }
        advance()
        switch scalar {
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "f": return "\u{0C}"
        case "a": return "\u{07}"
        case "e": return "\u{1B}"
        case "0": return try numbered(radix: 8, atMost: 3)
        case "u": return try numbered(radix: 16, exactly: 4)
        case "x": return try take("{") ? bracedNumber() : numbered(radix: 16, exactly: 2)
        default:
            guard !ScalarSet.letter.contains(scalar), !ScalarSet.digit.contains(scalar) else {
                throw failure("'\\\(scalar)' is no escape that is supported", before: 2)
            }
            return scalar
        }
    }

    /// All scalars up to `\E` or the end.
    private mutating func quoted() -> [Unicode.Scalar] {
        var quoted: [Unicode.Scalar] = []
        while let scalar = next {
            if scalar == "\\", peek(1) == "E" {
                advance()
                advance()
                break
            }
            quoted.append(scalar)
            advance()
        }
        return quoted
    }

    private mutating func bracedNumber() throws(PatternError) -> Unicode.Scalar {
        let scalar = try numbered(radix: 16, atMost: 6)
        guard take("}") else { throw failure("a '{' is not closed") }
        return scalar
    }

    private mutating func numbered(
        radix: Int,
        exactly count: Int
    ) throws(PatternError)
        -> Unicode.Scalar
    {
        let start = position
        let scalar = try numbered(radix: radix, atMost: count)
        guard position == start + count else { throw failure("an escape has too few digits") }
        return scalar
    }

    private mutating func numbered(
        radix: Int,
        atMost count: Int
    ) throws(PatternError)
        -> Unicode.Scalar
    {
        var digits = ""
        while digits.utf8.count < count, let scalar = next, Character(scalar).isHexDigit,
            Int(String(scalar), radix: radix) != nil
        {
            digits.unicodeScalars.append(scalar)
            advance()
        }
        guard let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value) else {
            throw failure("an escape is not the number of a character")
        }
        return scalar
    }
}
