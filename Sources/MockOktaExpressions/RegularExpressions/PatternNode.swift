/// A parsed regular expression.
indirect enum PatternNode: Sendable {
    /// What must hold between two scalars, or at an end of the text.
    enum Assertion: Sendable {
        case textStart, textEnd
        /// The end of the text, or just before a line terminator that ends it.
        case lastLineEnd
        case lineStart, lineEnd
        case wordBoundary, noWordBoundary
    }

    /// What the text ahead or behind must or must not be, without being consumed.
    struct Look: Sendable {
        let isAhead: Bool
        let isNegative: Bool
    }

    case set(ScalarSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// Nil as `most` is no limit.
    case repetition(PatternNode, least: Int, most: Int?)
    case assertion(Assertion)
    case look(PatternNode, Look)

    static let empty = PatternNode.sequence([])
}
