import MockOktaFormats

/// A parsed expression.
///
/// Chains of operators and of member accesses are lists, not trees, so that only brackets increase the depth of a node;
/// the parser's bracket limit therefore also limits the stack depth of evaluation.
indirect enum SyntaxNode: Sendable {
    struct Link: Sendable {
        let symbol: BinaryOperator
        let operand: SyntaxNode
        let offset: Int
    }

    struct Access: Sendable {
        enum Kind: Sendable {
            case member(String)
            case element(SyntaxNode)
            case projection(SyntaxNode)
            case selection(Choice, SyntaxNode)
            /// The receiver is the function's first argument.
            case method(Function, [SyntaxNode])
        }

        let kind: Kind
        let offset: Int
    }

    /// Which of the elements that satisfy the condition a selection keeps.
    enum Choice: Sendable {
        case all, first, last
    }

    struct Entry: Sendable {
        let key: String
        let value: SyntaxNode
    }

    case literal(JSON)
    case list([SyntaxNode])
    case map([Entry])
    case binding(Binding)
    /// A member of the current element of a projection.
    case projected(String)
    /// The current element itself, `#this`.
    case element
    case call(Function, [SyntaxNode], offset: Int)
    case accesses(SyntaxNode, [Access])
    case not(SyntaxNode, offset: Int)
    case negative(SyntaxNode, offset: Int)
    case disjunction([SyntaxNode], offset: Int)
    case conjunction([SyntaxNode], offset: Int)
    /// Operators of the same precedence, evaluated from left to right.
    case chain(SyntaxNode, [Link])
    case conditional(SyntaxNode, then: SyntaxNode, otherwise: SyntaxNode, offset: Int)
    case elvis(SyntaxNode, otherwise: SyntaxNode)
}

enum BinaryOperator: Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, matches
    case plus, minus, times, divided, remainder
}
