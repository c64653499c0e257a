/// Character classes: `[a-z&&[^aeiou]]` (java.util.regex.Pattern, "Character classes").
extension PatternParser {
    /// Parses a class after its opening bracket, including its closing bracket.
    mutating func classBody() throws(PatternError) -> ScalarSet {
        try enter()
        defer { leave() }
        let isNegative = take("^")
        var intersection: ScalarSet?
        var parts: [ScalarSet] = []
        var isFirst = true
        while let scalar = next {
            if scalar == "]", !isFirst {
                advance()
                let set = Self.intersect(intersection, .union(parts))
                return isNegative ? .not(set) : set
            }
            isFirst = false
            if scalar == "&", peek(1) == "&" {
                advance()
                advance()
                intersection = Self.intersect(intersection, .union(parts))
                parts = []
            } else {
                parts.append(try classPart())
            }
        }
        throw failure("a '[' is not closed")
    }

    private static func intersect(_ left: ScalarSet?, _ right: ScalarSet) -> ScalarSet {
        left.map { .intersection($0, right) } ?? right
    }

    private mutating func classPart() throws(PatternError) -> ScalarSet {
        if take("[") { return try classBody() }
        let escaped = take("\\")
        if escaped, let set = try setEscape() { return set }
        let first = try classScalar(escaped)
        guard next == "-", let last = peek(1), last != "]", last != "[" else { return .scalar(first) }
        advance()
        let isEscaped = take("\\")
        if isEscaped, try setEscape() != nil { throw failure("a class cannot end a range") }
        let end = try classScalar(isEscaped)
        guard first.value <= end.value else { throw failure("a range has its ends in the wrong order") }
        return .range(first.value...end.value)
    }

    private mutating func classScalar(_ isEscaped: Bool) throws(PatternError) -> Unicode.Scalar {
        if isEscaped { return try scalarEscape() }
        guard let scalar = next else { throw failure("a '[' is not closed") }
        advance()
        return scalar
    }
}
