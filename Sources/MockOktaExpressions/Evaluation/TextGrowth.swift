import MockOktaFormats

/// Estimates the longest string that an expression creates, so that `check` can warn that its evaluation will fail.
///
/// Attributes count as `attributeLength`; the estimate tracks replacements and concatenations, which multiply lengths.
enum TextGrowth {
    private static let attributeLength = 32.0

    static func warning(of root: SyntaxNode) -> ExpressionError? {
        guard length(of: root) > Double(EvaluationBudget.textLimit) else { return nil }
        let message =
            "its text may grow beyond \(EvaluationBudget.textLimit) bytes, the most a text may have"
        return ExpressionError(kind: .tooExpensive, message: message)
    }

    private static func length(of node: SyntaxNode) -> Double {
        switch node {
        case .literal(.string(let text)): Double(text.utf8.count)
        case .literal: 1
        case .list(let nodes): nodes.reduce(0) { $0 + length(of: $1) }
        case .map(let entries): entries.reduce(0) { $0 + length(of: $1.value) }
        case .binding, .projected, .element: attributeLength
        case .call(let function, let arguments, _): length(ofCall: function, arguments)
        case .accesses(let base, let accesses):
            accesses.reduce(
                accesses.contains { $0.isMember } ? attributeLength : length(of: base),
                length(_:_:)
            )
        case .not, .negative, .disjunction, .conjunction: 1
        case .chain(let first, let links):
            links.reduce(length(of: first)) { $0 + length(of: $1.operand) }
        case .conditional(_, let then, let otherwise, _): max(length(of: then), length(of: otherwise))
        case .elvis(let preferred, let otherwise): max(length(of: preferred), length(of: otherwise))
        }
    }

    private static func length(ofCall function: Function, _ arguments: [SyntaxNode]) -> Double {
        guard function.replaces, arguments.count == 3 else {
            return arguments.reduce(0) { $0 + length(of: $1) }
        }
        return replaced(length(of: arguments[0]), arguments[1], arguments[2])
    }

    private static func length(_ length: Double, _ access: SyntaxNode.Access) -> Double {
        switch access.kind {
        case .member, .element, .selection: length
        case .projection(let node): max(length, self.length(of: node))
        case .method(let function, let arguments):
            function.replaces && arguments.count == 2
                ? replaced(length, arguments[0], arguments[1])
                : arguments.reduce(length) { $0 + self.length(of: $1) }
        }
    }

    private static func replaced(
        _ text: Double,
        _ match: SyntaxNode,
        _ replacement: SyntaxNode
    )
        -> Double
    {
        guard case .literal(.string(let match)) = match, !match.isEmpty else { return text }
        return text * max(1, length(of: replacement) / Double(match.utf8.count))
    }
}

extension SyntaxNode.Access {
    fileprivate var isMember: Bool {
        if case .member = kind { true } else { false }
    }
}
