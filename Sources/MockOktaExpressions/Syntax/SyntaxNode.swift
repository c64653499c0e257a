package import MockOktaFormats

/// A parsed expression.
///
/// Chains of operators and of accesses are lists, not trees, so that only brackets make a node deep and the parser's
/// limit on those also bounds the stack that evaluation takes.
package indirect enum SyntaxNode: Sendable {
    package struct Link: Sendable {
        package let symbol: BinaryOperator
        package let operand: SyntaxNode
        package let offset: Int
    }

    package struct Access: Sendable {
        package enum Kind: Sendable {
            case member(String)
            case element(SyntaxNode)
            case projection(SyntaxNode)
        }

        package let kind: Kind
        package let offset: Int
    }

    package struct Entry: Sendable {
        package let key: String
        package let value: SyntaxNode
    }

    case literal(JSON)
    case list([SyntaxNode])
    case map([Entry])
    case binding(Binding)
    /// A member of what a projection is looking at.
    case projected(String)
    case call(Function, [SyntaxNode], offset: Int)
    case accesses(SyntaxNode, [Access])
    case not(SyntaxNode, offset: Int)
    case negative(SyntaxNode, offset: Int)
    case disjunction([SyntaxNode], offset: Int)
    case conjunction([SyntaxNode], offset: Int)
    /// Operators of one rank, taken from left to right.
    case chain(SyntaxNode, [Link])
    case conditional(SyntaxNode, then: SyntaxNode, otherwise: SyntaxNode, offset: Int)
    case elvis(SyntaxNode, otherwise: SyntaxNode)
}

package enum BinaryOperator: Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, matches
    case plus, minus
}
