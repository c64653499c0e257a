import MockOktaFormats

/// Reads tokens by recursive descent, loosest operator first (the ranks are Spring's).
package struct Parser {
    private static let bracketLimit = 64
    /// A bracket is entered twice: as an expression and as its first operand.
    private static let depthLimit = 2 * bracketLimit

    private var tokens: ArraySlice<Token>
    private let end: Token
    private var depth = 0
    package let names: Set<Binding>
    /// Inside a projection a bare name is a member of the element.
    package var projections = 0

    package init(_ tokens: [Token], names: Set<Binding>) {
        self.tokens = tokens[...]
        self.end = Token(kind: .end, offset: tokens.last?.offset ?? 0)
        self.names = names
    }

    package mutating func parse() throws(ExpressionError) -> SyntaxNode {
        let node = try expression()
        guard next.kind == .end else { throw unexpected("an operator or the end") }
        return node
    }

    /// `a ? b : c` and `a ?: b` reach as far right as they can.
    package mutating func expression() throws(ExpressionError) -> SyntaxNode {
        try enter()
        defer { depth -= 1 }
        let condition = try disjunction()
        let offset = next.offset
        if take(.elvis) { return .elvis(condition, otherwise: try expression()) }
        guard take(.question) else { return condition }
        let then = try expression()
        try expect(.colon)
        return .conditional(condition, then: then, otherwise: try expression(), offset: offset)
    }

    private mutating func disjunction() throws(ExpressionError) -> SyntaxNode {
        let offset = next.offset
        var nodes = [try conjunction()]
        while take(.or) || takeWord("or") { nodes.append(try conjunction()) }
        return nodes.count == 1 ? nodes[0] : .disjunction(nodes, offset: offset)
    }

    private mutating func conjunction() throws(ExpressionError) -> SyntaxNode {
        let offset = next.offset
        var nodes = [try comparison()]
        while take(.and) || takeWord("and") { nodes.append(try comparison()) }
        return nodes.count == 1 ? nodes[0] : .conjunction(nodes, offset: offset)
    }

    /// At most one comparison: `a < b < c` is no expression.
    private mutating func comparison() throws(ExpressionError) -> SyntaxNode {
        let left = try sum()
        let offset = next.offset
        guard let symbol = takeComparison() else { return left }
        return .chain(left, [.init(symbol: symbol, operand: try sum(), offset: offset)])
    }

    private mutating func sum() throws(ExpressionError) -> SyntaxNode {
        var links: [SyntaxNode.Link] = []
        let first = try unary()
        while true {
            let offset = next.offset
            let symbol: BinaryOperator? = take(.plus) ? .plus : take(.minus) ? .minus : nil
            guard let symbol else { break }
            links.append(.init(symbol: symbol, operand: try unary(), offset: offset))
        }
        return links.isEmpty ? first : .chain(first, links)
    }

    private mutating func unary() throws(ExpressionError) -> SyntaxNode {
        try enter()
        defer { depth -= 1 }
        let offset = next.offset
        if take(.not) || takeWord("not") { return .not(try unary(), offset: offset) }
        if take(.minus) { return .negative(try unary(), offset: offset) }
        return try accesses()
    }

    private mutating func takeComparison() -> BinaryOperator? {
        let symbols: [(Token.Symbol, BinaryOperator)] = [
            (.equal, .equal), (.notEqual, .notEqual), (.less, .less), (.lessOrEqual, .lessOrEqual),
            (.greater, .greater), (.greaterOrEqual, .greaterOrEqual),
        ]
        for (symbol, comparison) in symbols where take(symbol) { return comparison }
        return takeWord("matches") ? .matches : nil
    }

    /// No claim nests so deep, and deeper ones could overrun the stack of a thread.
    private mutating func enter() throws(ExpressionError) {
        guard depth < Self.depthLimit else {
            throw ExpressionError(
                kind: .syntax,
                message: "nested more than \(Self.bracketLimit) deep",
                offset: next.offset
            )
        }
        depth += 1
    }
}

extension Parser {
    package var next: Token { token(0) }

    package func token(_ distance: Int) -> Token { tokens.dropFirst(distance).first ?? end }

    package mutating func advance() {
        tokens = tokens.dropFirst()
    }

    package mutating func take(_ symbol: Token.Symbol) -> Bool {
        guard next.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    package mutating func expect(_ symbol: Token.Symbol) throws(ExpressionError) {
        guard take(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    package func unexpected(_ wanted: String) -> ExpressionError {
        ExpressionError(kind: .syntax, message: "expected \(wanted), not \(next.description)", offset: next.offset)
    }

    /// Operators that are words are so in any case: `AND`, `and`.
    private mutating func takeWord(_ word: String) -> Bool {
        guard case .name(let name) = next.kind, name.lowercased() == word else { return false }
        advance()
        return true
    }
}
