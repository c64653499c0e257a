package import MockOktaFormats

/// Walks a parsed expression and makes its value.
package struct Evaluator {
    package let scope: ExpressionScope
    /// The element a projection is looking at.
    private var element: JSON = .null

    package init(scope: ExpressionScope) {
        self.scope = scope
    }

    package func value(of node: SyntaxNode) throws(ExpressionError) -> JSON {
        switch node {
        case .literal(let value): return value
        case .list(let nodes): return .array(try values(of: nodes))
        case .map(let entries): return .object(try object(of: entries))
        case .binding(let binding): return try scope.value(of: binding)
        case .projected(let name): return element[name] ?? .null
        case .call(let function, let arguments, let offset):
            return try function.body(FunctionCall(arguments: try values(of: arguments), offset: offset, scope: scope))
        case .accesses(let base, let accesses): return try value(of: base, accesses)
        case .not(let operand, let offset):
            return .bool(!(try Operators.truth(of: value(of: operand), at: offset)))
        case .negative(let operand, let offset):
            return try Operators.combine(0, .minus, value(of: operand), at: offset)
        case .disjunction(let operands, let offset):
            return .bool(try decide(operands, by: true, at: offset))
        case .conjunction(let operands, let offset):
            return .bool(try decide(operands, by: false, at: offset))
        case .chain(let first, let links): return try value(of: first, links)
        case .conditional(let condition, let then, let otherwise, let offset):
            return try value(of: Operators.truth(of: value(of: condition), at: offset) ? then : otherwise)
        case .elvis(let preferred, let otherwise):
            let value = try value(of: preferred)
            return value == .null || value == "" ? try self.value(of: otherwise) : value
        }
    }

    private func values(of nodes: [SyntaxNode]) throws(ExpressionError) -> [JSON] {
        var values: [JSON] = []
        for node in nodes { values.append(try value(of: node)) }
        return values
    }

    private func object(of entries: [SyntaxNode.Entry]) throws(ExpressionError) -> JSONObject {
        var object = JSONObject()
        for entry in entries { object[entry.key] = try value(of: entry.value) }
        return object
    }

    /// The first true operand decides an OR and the first false one an AND; those behind it are not evaluated.
    private func decide(_ operands: [SyntaxNode], by decisive: Bool, at offset: Int) throws(ExpressionError) -> Bool {
        for operand in operands where try Operators.truth(of: value(of: operand), at: offset) == decisive {
            return decisive
        }
        return !decisive
    }

    private func value(of first: SyntaxNode, _ links: [SyntaxNode.Link]) throws(ExpressionError) -> JSON {
        var rest = links[...]
        var left: JSON
        if case .binding(let binding) = first, let link = rest.first, link.comparesWithNull {
            // Whether there is a user is asked more often than all about them.
            left = .bool(try scope.isNull(binding) == (link.symbol == .equal))
            rest.removeFirst()
        } else {
            left = try value(of: first)
        }
        for link in rest {
            left = try Operators.combine(left, link.symbol, value(of: link.operand), at: link.offset)
        }
        return left
    }

    /// An attribute, element or projection of null is null (Okta Expression Language).
    private func value(of base: SyntaxNode, _ accesses: [SyntaxNode.Access]) throws(ExpressionError) -> JSON {
        var rest = accesses[...]
        var value: JSON
        if case .binding(let binding) = base, case .member(let name)? = rest.first?.kind {
            // The one member that is asked for is found without making the others.
            value = try scope.member(name, of: binding)
            rest.removeFirst()
        } else {
            value = try self.value(of: base)
        }
        for access in rest where value != .null {
            value =
                switch access.kind {
                case .member(let name): try member(name, of: value, at: access.offset)
                case .element(let index): try indexed(value, by: self.value(of: index), at: access.offset)
                case .projection(let node): try projection(of: value, by: node, at: access.offset)
                }
        }
        return value
    }

    private func member(_ name: String, of value: JSON, at offset: Int) throws(ExpressionError) -> JSON {
        guard case .object(let object) = value else {
            throw ExpressionError(
                kind: .wrongType,
                message: "\(Operators.kind(of: value)) has no attribute '\(name)'",
                offset: offset
            )
        }
        return object[name] ?? .null
    }

    private func indexed(_ value: JSON, by index: JSON, at offset: Int) throws(ExpressionError) -> JSON {
        switch (value, index) {
        case (.array(let elements), .integer(let index)):
            guard elements.indices.contains(index) else {
                let message = "there is no element \(index) in an array of \(elements.count)"
                throw ExpressionError(kind: .wrongType, message: message, offset: offset)
            }
            return elements[index]
        case (.object(let object), .string(let name)): return object[name] ?? .null
        default:
            let message = "\(Operators.kind(of: value)) has no element at \(Operators.kind(of: index))"
            throw ExpressionError(kind: .wrongType, message: message, offset: offset)
        }
    }

    private func projection(of value: JSON, by node: SyntaxNode, at offset: Int) throws(ExpressionError) -> JSON {
        guard case .array(let elements) = value else {
            let message = "only an array can be projected, not \(Operators.kind(of: value))"
            throw ExpressionError(kind: .wrongType, message: message, offset: offset)
        }
        var evaluator = self
        var values: [JSON] = []
        for element in elements {
            evaluator.element = element
            values.append(try evaluator.value(of: node))
        }
        return .array(values)
    }
}

extension SyntaxNode.Link {
    fileprivate var comparesWithNull: Bool {
        guard symbol == .equal || symbol == .notEqual, case .literal(.null) = operand else { return false }
        return true
    }
}
