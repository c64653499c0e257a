import MockOktaFormats

/// Which attributes of the user an expression reads.
extension Expression {
    /// The names of the attributes of the user's profile that the text names, `department` of `user.department` and of
    /// `user.profile.department`, without members of the user itself such as `user.id`.
    package var userAttributes: [String] { root.userAttributes }
}

extension UserNameTemplate {
    /// The attributes of the user's profile that a template reads; invalid parts have none.
    package static func userAttributes(of template: String) -> [String] {
        parts(of: template).flatMap { part -> [String] in
            guard case .expression(let text) = part else { return [] }
            return (try? expression(text))?.userAttributes ?? []
        }
    }
}

extension SyntaxNode {
    fileprivate var userAttributes: [String] {
        if case .accesses(.binding(let binding), let accesses) = self, binding == .user || binding == .source {
            return Self.attribute(accesses) + accesses.flatMap(\.operands).flatMap(\.userAttributes)
        }
        return children.flatMap(\.userAttributes)
    }

    /// The attribute at the beginning of a chain of accesses to the user.
    private static func attribute(_ accesses: [Access]) -> [String] {
        guard case .member(let first)? = accesses.first?.kind else { return [] }
        if first == "profile" {
            guard accesses.count > 1, case .member(let name) = accesses[1].kind else { return [] }
            return [name]
        }
        return ExpressionScope.userMembers.contains(ExactString(first)) ? [] : [first]
    }

    private var children: [SyntaxNode] {
        switch self {
        case .literal, .binding, .projected, .element: []
        case .list(let nodes), .disjunction(let nodes, _), .conjunction(let nodes, _): nodes
        case .map(let entries): entries.map(\.value)
        case .call(_, let arguments, _): arguments
        case .accesses(let node, let accesses): [node] + accesses.flatMap(\.operands)
        case .not(let node, _), .negative(let node, _): [node]
        case .chain(let first, let links): [first] + links.map(\.operand)
        case .conditional(let condition, let then, let otherwise, _): [condition, then, otherwise]
        case .elvis(let node, let otherwise): [node, otherwise]
        }
    }
}

extension SyntaxNode.Access {
    fileprivate var operands: [SyntaxNode] {
        switch kind {
        case .member: []
        case .element(let node), .projection(let node), .selection(_, let node): [node]
        case .method(_, let arguments): arguments
        }
    }
}
