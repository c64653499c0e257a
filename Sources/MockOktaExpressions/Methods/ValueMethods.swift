import MockOktaFormats

/// Methods of arrays and numbers, and methods that strings share with them (Okta Expression Language in Identity
/// Engine, Array functions, Conversion functions).
extension Function {
    static let valueMethods: [ExactString: Function] = [
        "contains": Function(2) { call throws(ExpressionError) in
            call[0].string == nil ? try contains.body(call) : try stringContains.body(call)
        },
        "size": size,
        "length": size,
        "isEmpty": Function(1) { call throws(ExpressionError) in .bool(try call.count() == 0) },
        "get": element,
        "add": add,
        "remove": remove,
        "flatten": Function(1) { call throws(ExpressionError) in
            .array(try flattened(call.array(0), call))
        },
        "equals": Function(2) { call in .bool(Operators.areEqual(call[0], call[1])) },
        "toInteger": toInteger,
        "toNumber": toNumber,
    ]

    private static let size = Function(1) { call throws(ExpressionError) in .integer(try call.count())
    }
}

extension FunctionCall {
    /// The length of the first argument, a string or an array.
    fileprivate func count() throws(ExpressionError) -> Int {
        if let text = arguments[0].string { return text.utf16.count }
        return try array(0).count
    }
}
