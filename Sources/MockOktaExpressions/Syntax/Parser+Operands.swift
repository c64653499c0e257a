import MockOktaFormats

/// Parses operands: literals, names, calls, and the member accesses after them.
extension Parser {
    mutating func accesses() throws(ExpressionError) -> SyntaxNode {
        let base = try operand()
        var accesses: [SyntaxNode.Access] = []
        while true {
            let offset = next.offset
            guard let kind = try access() else { break }
            accesses.append(.init(kind: kind, offset: offset))
        }
        return accesses.isEmpty ? base : .accesses(base, accesses)
    }

    private mutating func access() throws(ExpressionError) -> SyntaxNode.Access.Kind? {
        if take(.dot) || take(.safeDot) { return try member() }
        if take(.openBracket) {
            let index = try expression()
            try expect(.closeBracket)
            return .element(index)
        }
        if take(.projection) { return .projection(try inElement()) }
        let choices: [(Token.Symbol, SyntaxNode.Choice)] = [
            (.selection, .all), (.selectionOfFirst, .first), (.selectionOfLast, .last),
        ]
        for (symbol, choice) in choices where take(symbol) {
            return .selection(choice, try inElement())
        }
        return nil
    }

    /// Parses the expression in the brackets of a projection or selection.
    private mutating func inElement() throws(ExpressionError) -> SyntaxNode {
        projections += 1
        defer { projections -= 1 }
        let node = try expression()
        try expect(.closeBracket)
        return node
    }

    private mutating func member() throws(ExpressionError) -> SyntaxNode.Access.Kind {
        guard case .name(let name) = next.kind else { throw unexpected("the name of an attribute") }
        let offset = next.offset
        advance()
        guard next.kind == .symbol(.openParenthesis) else { return .member(name) }
        guard let method = Function.methods[name] else {
            throw ExpressionError(
                kind: .unknownName,
                message: "values have no function '\(name)'",
                offset: offset
            )
        }
        return .method(method, try arguments(of: method, name, isMethod: true, at: offset))
    }

    private mutating func operand() throws(ExpressionError) -> SyntaxNode {
        let token = next
        switch token.kind {
        case .text(let text): return literal(.string(text))
        case .integer(let value): return literal(.integer(value))
        case .decimal(let value): return literal(.double(value))
        case .name(let name):
            advance()
            return try named(name, at: token.offset)
        case .symbol(.openParenthesis):
            advance()
            let node = try expression()
            try expect(.closeParenthesis)
            return node
        case .symbol(.openBrace):
            advance()
            return startsMap ? .map(try entries()) : .list(try list(until: .closeBrace))
        default: throw unexpected("a value")
        }
    }

    private mutating func literal(_ value: JSON) -> SyntaxNode {
        advance()
        return .literal(value)
    }

    private mutating func named(_ name: String, at offset: Int) throws(ExpressionError) -> SyntaxNode {
        switch name.asciiLowercased {
        case "true": return .literal(true)
        case "false": return .literal(false)
        case "null": return .literal(.null)
        default: break
        }
        if next.kind == .symbol(.openParenthesis) { return try call(name, at: offset) }
        if let member = calledMember, let function = Function.catalogue["\(name).\(member)"] {
            advance()
            advance()
            let arguments = try arguments(of: function, "\(name).\(member)", at: offset)
            return .call(function, arguments, offset: offset)
        }
        if let binding = Binding(rawValue: name), names.contains(binding), binding != .group {
            return .binding(binding)
        }
        if projections > 0 { return name == "#this" ? .element : .projected(name) }
        if let member = calledMember {
            let message = "unknown function '\(name).\(member)'"
            throw ExpressionError(kind: .unknownName, message: message, offset: offset)
        }
        throw ExpressionError(kind: .unknownName, message: "unknown name '\(name)'", offset: offset)
    }

    /// The member in a function name: the `append` of `String.append(`.
    private var calledMember: String? {
        guard next.kind == .symbol(.dot), case .name(let member) = token(1).kind else { return nil }
        return token(2).kind == .symbol(.openParenthesis) ? member : nil
    }

    /// A function call, or inside a projection a method call on the element.
    private mutating func call(_ name: String, at offset: Int) throws(ExpressionError) -> SyntaxNode {
        if projections > 0, let method = Function.methods[name], Function.catalogue[name] == nil {
            let arguments = try arguments(of: method, name, isMethod: true, at: offset)
            return .accesses(.element, [.init(kind: .method(method, arguments), offset: offset)])
        }
        guard let function = Function.catalogue[name] else {
            throw ExpressionError(
                kind: .unknownName,
                message: "unknown function '\(name)'",
                offset: offset
            )
        }
        return .call(function, try arguments(of: function, name, at: offset), offset: offset)
    }

    private mutating func arguments(
        of function: Function,
        _ name: String,
        isMethod: Bool = false,
        at offset: Int
    ) throws(ExpressionError) -> [SyntaxNode] {
        try expect(.openParenthesis)
        let arguments = try list(until: .closeParenthesis)
        let receivers = isMethod ? 1 : 0
        guard function.arity.contains(arguments.count + receivers) else {
            let message =
                "\(name) takes \(function.arityDescription(without: receivers)), not \(arguments.count)"
            throw ExpressionError(kind: .wrongType, message: message, offset: offset)
        }
        if function.takesPattern { checkPattern(arguments.last, at: offset) }
        return arguments
    }

    private mutating func list(until close: Token.Symbol) throws(ExpressionError) -> [SyntaxNode] {
        var nodes: [SyntaxNode] = []
        if take(close) { return nodes }
        repeat { nodes.append(try expression()) } while take(.comma)
        try expect(close)
        return nodes
    }

    /// A brace starts a map if a name or string and a colon follow, otherwise a list.
    private var startsMap: Bool {
        guard token(1).kind == .symbol(.colon) else { return false }
        return switch next.kind {
        case .name, .text: true
        default: false
        }
    }

    private mutating func entries() throws(ExpressionError) -> [SyntaxNode.Entry] {
        var entries: [SyntaxNode.Entry] = []
        repeat {
            let key: String
            switch next.kind {
            case .name(let name): key = name
            case .text(let text): key = text
            default: throw unexpected("a key")
            }
            advance()
            try expect(.colon)
            entries.append(.init(key: key, value: try expression()))
        } while take(.comma)
        try expect(.closeBrace)
        return entries
    }
}
