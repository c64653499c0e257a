import MockOktaFormats

/// `Convert.*` (Okta Expression Language, Data conversion functions).
extension Function {
    static let conversion: [ExactString: Function] = [
        "Convert.toInt": toInteger, "Convert.toNum": toNumber,
    ]

    static let toInteger = Function(1) { call throws(ExpressionError) in
        switch call[0] {
        case .null, .integer: call[0]
        case .double(let number): try rounded(number, call)
        case .string(let text): try integer(text, call)
        default: throw call.failure("\(Operators.kind(of: call[0])) is no number")
        }
    }

    static let toNumber = Function(1) { call throws(ExpressionError) in
        switch call[0] {
        case .null, .double: call[0]
        case .integer(let number): .double(Double(number))
        case .string(let text): .double(try number(text, call))
        default: throw call.failure("\(Operators.kind(of: call[0])) is no number")
        }
    }

    /// Integers are not converted through a double, which would round large ones.
    private static func integer(_ text: String, _ call: FunctionCall) throws(ExpressionError) -> JSON {
        if let number = Int(text) { return .integer(number) }
        return try rounded(number(text, call), call)
    }

    private static func number(_ text: String, _ call: FunctionCall) throws(ExpressionError) -> Double {
        guard let number = Double(text), number.isFinite else {
            throw call.failure("'\(text)' is no number")
        }
        return number
    }

    /// Halves are rounded up, as in Java: 0.5 is 1 and -0.5 is 0.
    private static func rounded(
        _ number: Double,
        _ call: FunctionCall
    ) throws(ExpressionError)
        -> JSON
    {
        guard let integer = Int(exactly: (number + 0.5).rounded(.down)) else {
            throw call.failure("\(number) is too large for an integer")
        }
        return .integer(integer)
    }
}
