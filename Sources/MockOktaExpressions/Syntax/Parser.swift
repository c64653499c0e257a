import MockOktaFormats

/// Parses tokens by recursive descent, the operators with the lowest precedence first (the precedence is Spring's).
struct Parser {
    private static let bracketLimit = 64
    /// Each bracket counts twice: as an expression and as its first operand.
    private static let depthLimit = 2 * bracketLimit

    private var tokens: ArraySlice<Token>
    private let end: Token
    private var depth = 0
    let names: Set<Binding>
    /// The nesting depth of projections; inside a projection a bare name is a member of the element.
    var projections = 0
    /// Errors that occur only if evaluation reaches them, such as an invalid pattern.
    var warnings: [ExpressionError] = []

    /// - Parameters:
    ///   - tokens: the last one is `.end`.
    ///   - names: the names with which an expression may start; with `group`, its attributes may be used without it.
    init(_ tokens: [Token], names: Set<Binding>) {
        projections = names.contains(.group) ? 1 : 0
        self.tokens = tokens[...]
        self.end = Token(kind: .end, offset: tokens.last?.offset ?? 0)
        self.names = names
    }

    mutating func parse() throws(ExpressionError) -> SyntaxNode {
        let node = try expression()
        guard next.kind == .end else { throw unexpected("an operator or the end") }
        return node
    }

    /// `a ? b : c` and `a ?: b` extend as far to the right as possible.
    mutating func expression() throws(ExpressionError) -> SyntaxNode {
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

    /// At most one comparison: `a < b < c` is invalid.
    private mutating func comparison() throws(ExpressionError) -> SyntaxNode {
        let left = try sum()
        let offset = next.offset
        guard let symbol = takeComparison() else { return left }
        let right = try sum()
        if symbol == .matches { checkPattern(right, at: offset) }
        return .chain(left, [.init(symbol: symbol, operand: right, offset: offset)])
    }

    private mutating func sum() throws(ExpressionError) -> SyntaxNode {
        try chain(of: [(.plus, .plus), (.minus, .minus)]) { parser throws(ExpressionError) in
            try parser.chain(of: [(.times, .times), (.divided, .divided), (.remainder, .remainder)]) {
                parser throws(ExpressionError) in try parser.unary()
            }
        }
    }

    private mutating func chain(
        of symbols: [(Token.Symbol, BinaryOperator)],
        _ operand: (inout Parser) throws(ExpressionError) -> SyntaxNode
    ) throws(ExpressionError) -> SyntaxNode {
        var links: [SyntaxNode.Link] = []
        let first = try operand(&self)
        while let symbol = symbols.first(where: { next.kind == .symbol($0.0) })?.1 {
            let offset = next.offset
            advance()
            links.append(.init(symbol: symbol, operand: try operand(&self), offset: offset))
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
        let words: [(String, BinaryOperator)] = [
            ("eq", .equal), ("ne", .notEqual), ("lt", .less), ("le", .lessOrEqual), ("gt", .greater),
            ("ge", .greaterOrEqual), ("matches", .matches),
        ]
        for (word, comparison) in words where takeWord(word) { return comparison }
        return nil
    }

    /// Compiles a literal pattern, so that `check` can report errors in it.
    mutating func checkPattern(_ node: SyntaxNode?, at offset: Int) {
        guard let node, case .literal(.string(let pattern)) = node else { return }
        do throws(ExpressionError) {
            _ = try RegularExpression.cached(pattern, at: offset)
        } catch {
            warnings.append(error)
        }
    }

    /// Real claims are not nested so deeply, and deeper nesting could overflow the stack of a thread.
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
    var next: Token { token(0) }

    func token(_ distance: Int) -> Token { tokens.dropFirst(distance).first ?? end }

    mutating func advance() {
        tokens = tokens.dropFirst()
    }

    mutating func take(_ symbol: Token.Symbol) -> Bool {
        guard next.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func expect(_ symbol: Token.Symbol) throws(ExpressionError) {
        guard take(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    func unexpected(_ wanted: String) -> ExpressionError {
        ExpressionError(
            kind: .syntax,
            message: "expected \(wanted), not \(next.description)",
            offset: next.offset
        )
    }

    /// Operators that are words are case-insensitive: `AND`, `and`.
    private mutating func takeWord(_ word: String) -> Bool {
        guard case .name(let name) = next.kind, name.asciiLowercased == word else { return false }
        advance()
        return true
    }
}
