package import MockOktaFormats

/// A function of the language: how many arguments it takes and what it makes of them.
package struct Function: Sendable {
    package typealias Body = @Sendable (FunctionCall) throws(ExpressionError) -> JSON

    package let arity: ClosedRange<Int>
    package let body: Body

    package init(_ arity: ClosedRange<Int>, _ body: @escaping Body) {
        self.arity = arity
        self.body = body
    }

    package init(_ count: Int, _ body: @escaping Body) {
        self.init(count...count, body)
    }

    package init(atLeast count: Int, _ body: @escaping Body) {
        self.init(count...Int.max, body)
    }

    /// For error messages: "2 arguments".
    package var arityDescription: String {
        let count =
            arity.upperBound == .max
            ? "\(arity.lowerBound) or more"
            : arity.count == 1 ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
        return "\(count) \(count == "1" ? "argument" : "arguments")"
    }

    /// Every function by its full name, `String.append`.
    package static let catalogue: [String: Function] = [string, bareString, array, conversion, membership, group, user]
        .reduce(into: [:]) { $0.merge($1) { first, _ in first } }
}
