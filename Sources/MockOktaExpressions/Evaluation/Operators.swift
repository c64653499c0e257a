import MockOktaFormats

/// The operators (Spring Expression Language reference, "Operators").
enum Operators {
    static func combine(
        _ left: JSON,
        _ symbol: BinaryOperator,
        _ right: JSON,
        at offset: Int,
        _ budget: EvaluationBudget
    ) throws(ExpressionError) -> JSON {
        switch symbol {
        case .equal: .bool(areEqual(left, right))
        case .notEqual: .bool(!areEqual(left, right))
        case .less: .bool(try order(left, right, at: offset) < 0)
        case .lessOrEqual: .bool(try order(left, right, at: offset) <= 0)
        case .greater: .bool(try order(left, right, at: offset) > 0)
        case .greaterOrEqual: .bool(try order(left, right, at: offset) >= 0)
        case .matches: .bool(try matches(left, right, at: offset, budget))
        case .plus: try sum(left, right, at: offset, budget)
        case .minus: try number(left, right, Int.subtractingReportingOverflow, -, at: offset)
        case .times: try number(left, right, Int.multipliedReportingOverflow, *, at: offset)
        case .divided: try number(left, right, Int.dividedReportingOverflow, /, at: offset)
        case .remainder:
            try number(
                left,
                right,
                Int.remainderReportingOverflow,
                { $0.truncatingRemainder(dividingBy: $1) },
                at: offset
            )
        }
    }

    /// Numbers are equal by value, whether integer or double.
    static func areEqual(_ left: JSON, _ right: JSON) -> Bool {
        if let left = double(left), let right = double(right) { return left == right }
        if let left = left.string, let right = right.string { return ByteText.areEqual(left, right) }
        return left == right
    }

    /// Null is neither true nor false: Spring does not accept it as a condition.
    static func truth(of value: JSON, at offset: Int) throws(ExpressionError) -> Bool {
        switch value {
        case .bool(let truth): return truth
        case .string("true"): return true
        case .string("false"): return false
        default:
            throw ExpressionError(
                kind: .wrongType,
                message: "\(kind(of: value)) is neither true nor false",
                offset: offset
            )
        }
    }

    /// The string form of a value; nil for arrays and objects.
    static func text(of value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .double(let number): String(number)
        case .bool(let truth): String(truth)
        case .null, .array, .object: nil
        }
    }

    /// The name of a value's type for error messages.
    static func kind(of value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .double: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// If one operand is a string, `+` concatenates, and null becomes `null`, as in Spring.
    private static func sum(
        _ left: JSON,
        _ right: JSON,
        at offset: Int,
        _ budget: EvaluationBudget
    ) throws(ExpressionError) -> JSON {
        guard left.string != nil || right.string != nil else {
            return try number(left, right, Int.addingReportingOverflow, +, at: offset)
        }
        var joined = ""
        for value in [left, right] {
            guard let text = value == .null ? "null" : text(of: value) else {
                throw ExpressionError(
                    kind: .wrongType,
                    message: "\(kind(of: value)) cannot be joined to a string",
                    offset: offset
                )
            }
            joined += text
        }
        try budget.makeText(joined.utf8.count, at: offset)
        return .string(joined)
    }

    private static func number(
        _ left: JSON,
        _ right: JSON,
        _ exact: (Int) -> (Int) -> (partialValue: Int, overflow: Bool),
        _ rounded: (Double, Double) -> Double,
        at offset: Int
    ) throws(ExpressionError) -> JSON {
        if case .integer(let left) = left, case .integer(let right) = right {
            let (value, overflow) = exact(left)(right)
            guard !overflow else {
                throw ExpressionError(kind: .wrongType, message: "there is no such number", offset: offset)
            }
            return .integer(value)
        }
        guard let leftNumber = double(left), let rightNumber = double(right) else {
            let message = "cannot calculate with \(kind(of: left)) and \(kind(of: right))"
            throw ExpressionError(kind: .wrongType, message: message, offset: offset)
        }
        let value = rounded(leftNumber, rightNumber)
        guard value.isFinite else {
            throw ExpressionError(kind: .wrongType, message: "there is no such number", offset: offset)
        }
        return .double(value)
    }

    /// Negative, zero or positive; null sorts before everything else.
    private static func order(
        _ left: JSON,
        _ right: JSON,
        at offset: Int
    ) throws(ExpressionError)
        -> Int
    {
        if left == .null || right == .null { return (left == .null ? 0 : 1) - (right == .null ? 0 : 1) }
        if let left = double(left), let right = double(right) {
            return left < right ? -1 : left == right ? 0 : 1
        }
        guard let leftText = left.string, let rightText = right.string else {
            let message = "cannot compare \(kind(of: left)) and \(kind(of: right))"
            throw ExpressionError(kind: .wrongType, message: message, offset: offset)
        }
        if ByteText.areEqual(leftText, rightText) { return 0 }
        return leftText.utf16.lexicographicallyPrecedes(rightText.utf16) ? -1 : 1
    }

    private static func matches(
        _ left: JSON,
        _ right: JSON,
        at offset: Int,
        _ budget: EvaluationBudget
    ) throws(ExpressionError) -> Bool {
        guard let text = text(of: left), let pattern = right.string else {
            let message = "matches takes two strings, not \(kind(of: left)) and \(kind(of: right))"
            throw ExpressionError(kind: .wrongType, message: message, offset: offset)
        }
        return try RegularExpression.cached(pattern, at: offset).matchesWhole(text, budget: budget)
    }

    private static func double(_ value: JSON) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
