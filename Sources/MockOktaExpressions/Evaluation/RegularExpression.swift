/// A pattern that has to match a whole text, as `matches` does in Java.
package struct RegularExpression {
    /// The pattern's own parser recurses at every bracket and would overrun a thread's stack on thousands of them.
    private static let bracketLimit = 64

    private let regex: Regex<AnyRegexOutput>
    private let offset: Int?

    package init(_ pattern: String, at offset: Int?) throws(ExpressionError) {
        guard Self.bracketCount(pattern) <= Self.bracketLimit else {
            let message = "a regular expression has at most \(Self.bracketLimit) brackets"
            throw ExpressionError(kind: .syntax, message: message, offset: offset)
        }
        do {
            regex = try Regex(pattern)
            self.offset = offset
        } catch {
            throw ExpressionError(kind: .syntax, message: "'\(pattern)' is no regular expression", offset: offset)
        }
    }

    package func matchesWhole(_ text: String) throws(ExpressionError) -> Bool {
        do {
            return try regex.wholeMatch(in: text) != nil
        } catch {
            throw ExpressionError(
                kind: .wrongType,
                message: "the regular expression failed on '\(text)'",
                offset: offset
            )
        }
    }

    private static func bracketCount(_ pattern: String) -> Int {
        var isEscaped = false
        var count = 0
        for byte in pattern.utf8 {
            if !isEscaped && (byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[")) { count += 1 }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return count
    }
}
