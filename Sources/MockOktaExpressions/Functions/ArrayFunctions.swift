import MockOktaFormats

/// `Arrays.*` (Okta Expression Language, Array functions).
extension Function {
    package static let array: [String: Function] = [
        "Arrays.add": Function(2) { call throws(ExpressionError) in .array(try call.array(0) + [call[1]]) },
        "Arrays.remove": Function(2) { call throws(ExpressionError) in
            .array(try call.array(0).filter { !Operators.areEqual($0, call[1]) })
        },
        "Arrays.clear": Function(1) { _ in [] },
        "Arrays.get": Function(2, element),
        "Arrays.flatten": Function(atLeast: 0) { call throws(ExpressionError) in
            .array(try flattened(call.arguments, call))
        },
        "Arrays.contains": Function(2) { call throws(ExpressionError) in
            .bool(try call.array(0).contains { Operators.areEqual($0, call[1]) })
        },
        "Arrays.size": Function(1) { call throws(ExpressionError) in .integer(try call.array(0).count) },
        "Arrays.isEmpty": Function(1) { call throws(ExpressionError) in .bool(try call.array(0).isEmpty) },
        "Arrays.toCsvString": Function(1, commaSeparated),
    ]

    @Sendable private static func element(_ call: FunctionCall) throws(ExpressionError) -> JSON {
        guard call[0] != .null else { return .null }
        let elements = try call.array(0)
        let position = try call.integer(1)
        guard elements.indices.contains(position) else {
            throw call.failure("there is no element \(position) in an array of \(elements.count)")
        }
        return elements[position]
    }

    /// Okta fails on null in here and advises `x != null ? x : {}` (support article on Arrays.flatten).
    private static func flattened(_ values: [JSON], _ call: FunctionCall) throws(ExpressionError) -> [JSON] {
        var flat: [JSON] = []
        for value in values {
            switch value {
            case .array(let elements): flat += try flattened(elements, call)
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
        return .string(texts.joined(separator: ","))
    }
}
