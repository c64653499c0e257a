import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The JSON object of a control request.
///
/// Unknown members are errors.
struct ControlBody {
    let members: JSONObject
    /// The path of the enclosing object in error messages, such as `match.`.
    private let path: String

    /// Reads the body; an empty one counts as `{}`.
    init(_ request: HTTPRequest, allowed: [String]) throws(ControlError) {
        guard !request.body.isEmpty else {
            try self.init([:], path: "", allowed: nil)
            return
        }
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON.parse(request.body)
        } catch {
            throw ControlError(.badValue, "the body is not JSON: \(error)")
        }
        guard let object = json.object else { throw ControlError(.wrongType, "the body is not a JSON object") }
        try self.init(object, allowed: allowed)
    }

    init(_ members: JSONObject, allowed: [String]) throws(ControlError) {
        try self.init(members, path: "", allowed: allowed)
    }

    private init(_ members: JSONObject, path: String, allowed: [String]?) throws(ControlError) {
        if let allowed, let unknown = members.keys.first(where: { !allowed.contains($0) }) {
            throw .unknown(unknown, among: allowed, in: path)
        }
        self.members = members
        self.path = path
    }

    /// Nil for an absent member, `.null` for a member that is null.
    subscript(_ field: String) -> JSON? { members[field] }

    func error(_ kind: ControlError.Kind, _ field: String, _ message: String, allowed: [String] = []) -> ControlError {
        ControlError(kind, field: path + field, "\(path)\(field) \(message)", allowed: allowed)
    }

    func bool(_ field: String) throws(ControlError) -> Bool? {
        guard let value = members[field] else { return nil }
        guard let bool = value.bool else { throw error(.wrongType, field, "must be true or false") }
        return bool
    }

    func string(_ field: String) throws(ControlError) -> String? {
        guard let value = members[field] else { return nil }
        guard let string = value.string else { throw error(.wrongType, field, "must be a string") }
        return string
    }

    func required(_ field: String) throws(ControlError) -> String {
        guard let string = try string(field) else { throw error(.missingField, field, "is required") }
        return string
    }

    func integer(_ field: String, atLeast least: Int = 0) throws(ControlError) -> Int? {
        guard let value = members[field] else { return nil }
        guard let integer = value.integer else { throw error(.wrongType, field, "must be a whole number") }
        guard integer >= least else { throw error(.badValue, field, "must be at least \(least)") }
        return integer
    }

    func strings(_ field: String) throws(ControlError) -> [String] {
        guard let value = members[field] else { return [] }
        guard let array = value.array, let strings = value.strings, strings.count == array.count else {
            throw error(.wrongType, field, "must be an array of strings")
        }
        return strings
    }

    /// A member that is an object; with `allowed` nil it may have any members.
    func object(_ field: String, allowed: [String]?) throws(ControlError) -> ControlBody? {
        guard let value = members[field] else { return nil }
        guard let object = value.object else { throw error(.wrongType, field, "must be an object") }
        return try ControlBody(object, path: path + field + ".", allowed: allowed)
    }

    func word<Word: RawRepresentable & CaseIterable>(
        _ field: String,
        of type: Word.Type
    ) throws(ControlError) -> Word? where Word.RawValue == String {
        guard let text = try string(field) else { return nil }
        guard let word = type.init(rawValue: text) else {
            throw error(.badValue, field, "is not an allowed value", allowed: type.allCases.map(\.rawValue))
        }
        return word
    }

    func words<Word: RawRepresentable & CaseIterable>(
        _ field: String,
        of type: Word.Type
    ) throws(ControlError) -> [Word] where Word.RawValue == String {
        guard let value = members[field] else { return [] }
        let allowed = type.allCases.map(\.rawValue)
        guard let array = value.array else {
            throw error(.wrongType, field, "must be an array of words", allowed: allowed)
        }
        var words: [Word] = []
        for (index, element) in array.enumerated() {
            guard let word = element.string.flatMap(type.init(rawValue:)) else {
                throw error(.badValue, "\(field)[\(index)]", "is not an allowed value", allowed: allowed)
            }
            words.append(word)
        }
        return words
    }

    /// An instant in RFC 3339 format; nil for an absent member.
    func instant(_ field: String) throws(ControlError) -> Instant? {
        guard let text = try string(field) else { return nil }
        guard let microseconds = RFC3339.parse(text) else {
            throw error(.badValue, field, "must be an instant with a zone, such as \"2026-01-01T00:00:00Z\"")
        }
        return Instant(microseconds: microseconds)
    }

    /// A required duration: ISO 8601, or a number of seconds.
    func timeSpan(_ field: String) throws(ControlError) -> TimeSpan {
        guard let value = members[field] else { throw error(.missingField, field, "is required") }
        return try Self.timeSpan(value, path + field)
    }

    static func timeSpan(_ value: JSON, _ field: String) throws(ControlError) -> TimeSpan {
        let microseconds: Int64? =
            switch value {
            case .string(let text): ISO8601Duration.parse(text)
            case .integer(let seconds): TimeSpan.seconds(Int64(seconds)).microseconds
            case .double(let seconds): Int64(exactly: (seconds * 1_000_000).rounded())
            default: nil
            }
        guard let microseconds else {
            let forms = "such as \"90s\", \"5m\", \"1h\", \"7d\" or \"PT1H30M\", or a number of seconds"
            throw ControlError(.badValue, field: field, "\(field) must be a duration \(forms)")
        }
        guard microseconds >= 0 else { throw ControlError(.badValue, field: field, "\(field) must not be negative") }
        return TimeSpan(microseconds: microseconds)
    }
}
