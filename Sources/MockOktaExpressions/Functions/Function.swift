import MockOktaFormats

/// A function of the language: its number of arguments and its implementation.
///
/// A method is a function whose first argument is the receiver.
struct Function: Sendable {
    typealias Body = @Sendable (FunctionCall) throws(ExpressionError) -> JSON

    let arity: ClosedRange<Int>
    let body: Body
    /// Whether the last argument is a regular expression.
    private(set) var takesPattern = false
    /// Whether it replaces matches by a text, so that its result may be longer than its argument.
    private(set) var replaces = false

    init(_ arity: ClosedRange<Int>, _ body: @escaping Body) {
        self.arity = arity
        self.body = body
    }

    init(_ count: Int, _ body: @escaping Body) {
        self.init(count...count, body)
    }

    init(atLeast count: Int, _ body: @escaping Body) {
        self.init(count...Int.max, body)
    }

    func takingPattern() -> Function {
        var function = self
        function.takesPattern = true
        return function
    }

    func replacing() -> Function {
        var function = self
        function.replaces = true
        return function
    }

    /// For error messages: "2 arguments"; a method's receiver is not counted.
    func arityDescription(without receivers: Int = 0) -> String {
        let least = arity.lowerBound - receivers
        guard arity.upperBound < .max else { return "\(least) or more arguments" }
        let most = arity.upperBound - receivers
        return least == most
            ? "\(least) \(least == 1 ? "argument" : "arguments")" : "\(least) to \(most) arguments"
    }

    /// All functions by their full names, such as `String.append`.
    static let catalogue: [ExactString: Function] = merged([
        string, bareString, array, conversion, country, time, membership, group, user, directory,
    ])

    /// All methods by their names, such as `toUpperCase`.
    static let methods: [ExactString: Function] = merged([
        stringMethods, valueMethods, timeMethods, countryMethods,
    ])

    private static func merged(_ tables: [[ExactString: Function]]) -> [ExactString: Function] {
        tables.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
}
