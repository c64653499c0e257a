import MockOktaFormats

/// Evaluates a parsed expression.
struct Evaluator {
    let scope: ExpressionScope
    private let budget: EvaluationBudget
    /// The current element of a projection or selection.
    private var element: JSON

    init(scope: ExpressionScope, budget: EvaluationBudget, element: JSON = .null) {
        self.scope = scope
        self.budget = budget
        self.element = element
    }

    func value(of node: SyntaxNode) throws(ExpressionError) -> JSON {
        try budget.spend(1, at: nil)
        switch node {
        case .literal(let value): return value
        case .list(let nodes): return try paid(.array(try values(of: nodes)))
        case .map(let entries): return try paid(.object(try object(of: entries)))
        case .binding(let binding): return try paid(scope.value(of: binding))
        case .projected(let name): return element[name] ?? .null
        case .element: return element
        case .call(let function, let arguments, let offset):
            return try call(function, try values(of: arguments), at: offset)
        case .accesses(let base, let accesses): return try value(of: base, accesses)
        case .not(let operand, let offset):
            return .bool(!(try Operators.truth(of: value(of: operand), at: offset)))
        case .negative(let operand, let offset):
            return try Operators.combine(0, .minus, value(of: operand), at: offset, budget)
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

    /// A new array or object, charged with all that it contains.
    private func paid(_ value: JSON, at offset: Int? = nil) throws(ExpressionError) -> JSON {
        try budget.hold(value, at: offset)
        return value
    }

    /// Arguments are charged, because a function reads them whole; arrays are charged after they are created: they
    /// contain no more than all arguments together.
    private func call(
        _ function: Function,
        _ arguments: [JSON],
        at offset: Int
    ) throws(ExpressionError) -> JSON {
        for argument in arguments { try budget.hold(argument, at: offset) }
        let call = FunctionCall(arguments: arguments, offset: offset, scope: scope, budget: budget)
        let value = try function.body(call)
        if case .array = value { try budget.hold(value, at: offset) }
        return value
    }

    /// The first true operand decides an OR and the first false one an AND; the operands after it are not evaluated.
    private func decide(
        _ operands: [SyntaxNode],
        by decisive: Bool,
        at offset: Int
    )
        throws(ExpressionError) -> Bool
    {
        for operand in operands
        where try Operators.truth(of: value(of: operand), at: offset) == decisive {
            return decisive
        }
        return !decisive
    }

    private func value(
        of first: SyntaxNode,
        _ links: [SyntaxNode.Link]
    ) throws(ExpressionError)
        -> JSON
    {
        var rest = links[...]
        var left: JSON
        if case .binding(let binding) = first, let link = rest.first, link.comparesWithNull {
            // A comparison of the user with null is common, and does not require the whole user object.
            left = .bool(try scope.isNull(binding) == (link.symbol == .equal))
            rest.removeFirst()
        } else {
            left = try value(of: first)
        }
        for link in rest {
            left = try Operators.combine(
                left,
                link.symbol,
                value(of: link.operand),
                at: link.offset,
                budget
            )
        }
        return left
    }

    /// A member of null is null (Okta Expression Language: property access never fails on null).
    private func value(
        of base: SyntaxNode,
        _ accesses: [SyntaxNode.Access]
    ) throws(ExpressionError)
        -> JSON
    {
        var rest = accesses[...]
        var value: JSON
        if case .binding(let binding) = base, case .member(let name)? = rest.first?.kind {
            // Finds the requested member without creating the others.
            value = try scope.member(name, of: binding)
            rest.removeFirst()
        } else {
            value = try self.value(of: base)
        }
        for access in rest where value != .null { value = try self.value(of: value, access) }
        return value
    }

    private func value(of value: JSON, _ access: SyntaxNode.Access) throws(ExpressionError) -> JSON {
        switch access.kind {
        case .member(let name): try Self.member(name, of: value, at: access.offset)
        case .element(let index): try Self.indexed(value, by: self.value(of: index), at: access.offset)
        case .projection(let node): try projection(of: value, by: node, at: access.offset)
        case .selection(let choice, let condition):
            try selection(of: value, choice, where: condition, at: access.offset)
        case .method(let function, let arguments):
            try call(function, [value] + values(of: arguments), at: access.offset)
        }
    }
}

extension Evaluator {
    private static func member(
        _ name: String,
        of value: JSON,
        at offset: Int
    ) throws(ExpressionError)
        -> JSON
    {
        guard case .object(let object) = value else {
            throw ExpressionError(
                kind: .wrongType,
                message: "\(Operators.kind(of: value)) has no attribute '\(name)'",
                offset: offset
            )
        }
        return object[name] ?? .null
    }

    private static func indexed(
        _ value: JSON,
        by index: JSON,
        at offset: Int
    ) throws(ExpressionError)
        -> JSON
    {
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

    private func projection(
        of value: JSON,
        by node: SyntaxNode,
        at offset: Int
    )
        throws(ExpressionError) -> JSON
    {
        var evaluator = self
        var values: [JSON] = []
        for element in try elements(of: value, at: offset) {
            evaluator.element = element
            values.append(try evaluator.value(of: node))
        }
        return try paid(.array(values), at: offset)
    }

    private func selection(
        of value: JSON,
        _ choice: SyntaxNode.Choice,
        where condition: SyntaxNode,
        at offset: Int
    ) throws(ExpressionError) -> JSON {
        var evaluator = self
        var chosen: [JSON] = []
        for element in try elements(of: value, at: offset) {
            evaluator.element = element
            if try Operators.truth(of: evaluator.value(of: condition), at: offset) {
                chosen.append(element)
            }
        }
        return switch choice {
        case .all: .array(chosen)
        case .first: chosen.first ?? .null
        case .last: chosen.last ?? .null
        }
    }

    private func elements(of value: JSON, at offset: Int) throws(ExpressionError) -> [JSON] {
        guard case .array(let elements) = value else {
            let message =
                "only an array can be projected or selected from, not \(Operators.kind(of: value))"
            throw ExpressionError(kind: .wrongType, message: message, offset: offset)
        }
        return elements
    }
}

extension SyntaxNode.Link {
    fileprivate var comparesWithNull: Bool {
        guard symbol == .equal || symbol == .notEqual, case .literal(.null) = operand else {
            return false
        }
        return true
    }
}
