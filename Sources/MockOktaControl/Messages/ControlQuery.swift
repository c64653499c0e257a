import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The query of a control request.
///
/// Unknown parameters are errors.
struct ControlQuery: Sendable {
    private let parameters: FormParameters

    init(_ request: HTTPRequest, allowed: [String]) throws(ControlError) {
        guard let parameters = FormParameters(query: request.query ?? "") else {
            throw ControlError(.badValue, "the query is not form-encoded UTF-8 text")
        }
        if let unknown = parameters.names.first(where: { !allowed.contains($0) }) {
            throw .unknown(unknown, among: allowed)
        }
        if let duplicate = parameters.duplicatedNames.first {
            throw ControlError(.badValue, field: duplicate, "\(duplicate) is given more than once")
        }
        self.parameters = parameters
    }

    subscript(_ name: String) -> String? { parameters[name] }

    func integer(_ name: String, in range: ClosedRange<Int> = 0...1_000_000_000) throws(ControlError) -> Int? {
        guard let text = parameters[name] else { return nil }
        guard let value = Int(text), range.contains(value) else {
            let bounds = "from \(range.lowerBound) to \(range.upperBound)"
            throw ControlError(.badValue, field: name, "\(name) must be a whole number \(bounds)")
        }
        return value
    }

    /// False where the parameter is absent.
    func bool(_ name: String) throws(ControlError) -> Bool {
        switch parameters[name] {
        case nil, "false": return false
        case "true": return true
        default:
            throw ControlError(.badValue, field: name, "\(name) must be true or false", allowed: ["true", "false"])
        }
    }

    func timeSpan(_ name: String) throws(ControlError) -> TimeSpan? {
        guard let text = parameters[name] else { return nil }
        return try ControlBody.timeSpan(.string(text), name)
    }

    /// How long a request waits, in real time; ten seconds by default.
    func timeout() throws(ControlError) -> Duration {
        guard let span = try timeSpan("timeout") else { return .seconds(10) }
        guard span <= Self.longestTimeout else {
            throw ControlError(.badValue, field: "timeout", "timeout is at most PT60S")
        }
        return .microseconds(span.microseconds)
    }

    private static let longestTimeout = TimeSpan.seconds(60)
}
