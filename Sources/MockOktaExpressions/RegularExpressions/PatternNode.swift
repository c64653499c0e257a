/// A parsed regular expression.
indirect enum PatternNode: Sendable {
    /// A condition on a position between two scalars, or at an end of the text.
    enum Assertion: Sendable {
        case textStart, textEnd
        /// The end of the text, or the position before a line terminator that ends it.
        case lastLineEnd
        case lineStart, lineEnd
        case wordBoundary, noWordBoundary
    }

    /// A lookahead or lookbehind: a condition on the text after or before a position, which consumes nothing.
    struct Look: Sendable {
        let isAhead: Bool
        let isNegative: Bool
    }

    case set(ScalarSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// `most` is nil when there is no limit.
    case repetition(PatternNode, least: Int, most: Int?)
    case assertion(Assertion)
    case look(PatternNode, Look)
}
