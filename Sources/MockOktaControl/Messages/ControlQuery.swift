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
        self.parameters = parameters
    }

    subscript(_ name: String) -> String? { parameters[name] }

    func integer(_ name: String) throws(ControlError) -> Int? {
        guard let text = parameters[name] else { return nil }
        guard let value = Int(text), value >= 0 else {
            throw ControlError(.badValue, field: name, "\(name) is a whole number")
        }
        return value
    }

    /// False where the parameter is absent.
    func bool(_ name: String) throws(ControlError) -> Bool {
        switch parameters[name] {
        case nil, "false": return false
        case "true": return true
        default: throw ControlError(.badValue, field: name, "\(name) is true or false", allowed: ["true", "false"])
        }
    }

    func timeSpan(_ name: String) throws(ControlError) -> TimeSpan? {
        guard let text = parameters[name] else { return nil }
        let value: JSON = Double(text).map { .double($0) } ?? .string(text)
        return try ControlBody.timeSpan(value, name)
    }
}
