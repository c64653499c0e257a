import MockOktaFormats

/// `Arrays.*` (Okta Expression Language, Array functions).
extension Function {
    static let array: [ExactString: Function] = [
        "Arrays.add": add,
        "Arrays.remove": remove,
        "Arrays.clear": Function(1) { _ in [] },
        "Arrays.get": element,
        "Arrays.flatten": Function(atLeast: 0) { call throws(ExpressionError) in
            .array(try flattened(call.arguments, call, isOuter: true))
        },
        "Arrays.contains": contains,
        "Arrays.size": Function(1) { call throws(ExpressionError) in .integer(try call.array(0).count)
        },
        "Arrays.isEmpty": Function(1) { call throws(ExpressionError) in .bool(try call.array(0).isEmpty)
        },
        "Arrays.toCsvString": Function(1, commaSeparated),
    ]

    static let add = Function(2) { call throws(ExpressionError) in
        .array(try call.array(0) + [call[1]])
    }

    static let remove = Function(2) { call throws(ExpressionError) in
        .array(try call.array(0).filter { !call.equalsSecond($0) })
    }

    static let contains = Function(2) { call throws(ExpressionError) in
        .bool(try call.array(0).contains(where: call.equalsSecond))
    }

    static let element = Function(2) { call throws(ExpressionError) in
        guard call[0] != .null else { return .null }
        let elements = try call.array(0)
        let position = try call.integer(1)
        guard elements.indices.contains(position) else {
            throw call.failure("there is no element \(position) in an array of \(elements.count)")
        }
        return elements[position]
    }

    /// Okta fails on null here and recommends `x != null ? x : {}` (support article on Arrays.flatten).
    static func flattened(
        _ values: [JSON],
        _ call: FunctionCall,
        isOuter: Bool = false
    ) throws(ExpressionError) -> [JSON] {
        var flat: [JSON] = []
        for value in values {
            try call.budget.spend(1, at: call.offset)
            switch value {
            case .array(let elements): flat += try flattened(elements, call)
            case .string(let text) where isOuter: flat += FunctionCall.commaSeparated(text)
            case .null: throw call.failure("null cannot be flattened")
            default: flat.append(value)
            }
        }
        return flat
    }

    @Sendable private static func commaSeparated(_ call: FunctionCall) throws(ExpressionError) -> JSON {
        guard call[0] != .null else { return .null }
        var texts: [String] = []
        for element in try call.array(0) {
            guard let text = Operators.text(of: element) else {
                throw call.failure("\(Operators.kind(of: element)) cannot be joined to a string")
            }
            texts.append(text)
        }
        return try call.join(texts, by: ",")
    }
}

extension FunctionCall {
    /// Whether an element of the first argument equals the second argument; comma-separated values are compared with
    /// numbers as strings.
    fileprivate func equalsSecond(_ element: JSON) -> Bool {
        guard arguments[0].string != nil, let text = Operators.text(of: arguments[1]) else {
            return Operators.areEqual(element, arguments[1])
        }
        return element.string.map { ByteText.areEqual($0, text) } ?? false
    }
}
