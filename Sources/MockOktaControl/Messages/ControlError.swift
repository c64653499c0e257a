import MockOktaFormats
package import MockOktaHTTP
import MockOktaModel

/// An error answer of the control API.
package struct ControlError: Error, Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case unknownField = "unknown_field"
        case wrongType = "wrong_type"
        case badValue = "bad_value"
        case missingField = "missing_field"
        case badFixture = "bad_fixture"
        case unauthorized
        case forbidden
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case limitReached = "limit_reached"
        /// The store does not answer.
        case storeUnavailable = "store_unavailable"
    }

    package var kind: Kind
    /// Path of the wrong member, such as `match.path`; nil where the error concerns no single member.
    package var field: String?
    package var message: String
    package var allowed: [String]
    /// Every problem of a fixture, with its position.
    private var problems: [JSON]?
    /// The number of all problems, where only the first ones are shown.
    private var count: Int?

    private static let mostProblems = 100

    init(badFixture problems: [JSON]) {
        self.init(.badFixture, "the fixture has errors")
        // A fixture of a few megabytes can have a hundred thousand.
        self.problems = Array(problems.prefix(Self.mostProblems))
        if problems.count > Self.mostProblems { count = problems.count }
    }

    package init(_ kind: Kind, field: String? = nil, _ message: String, allowed: [String] = []) {
        self.kind = kind
        self.field = field
        self.message = message
        self.allowed = allowed
    }

    /// Runs an operation that uses the stores, whose failures are answered with 503.
    static func translating<Result>(_ body: () throws(Refusal) -> Result) throws(ControlError) -> Result {
        do throws(Refusal) {
            return try body()
        } catch {
            throw ControlError(.storeUnavailable, error.why)
        }
    }

    /// An unknown name, with the nearest allowed one as a suggestion.
    static func unknown(_ name: String, among allowed: [String], in path: String = "") -> ControlError {
        let hint = NearestName.nearest(to: name, among: allowed).map { "; did you mean \"\($0)\"?" } ?? ""
        return ControlError(.unknownField, field: path + name, "\"\(name)\" is not known\(hint)", allowed: allowed)
    }

    /// More isolated orgs than allowed.
    package static func tooManyOrgs(_ limit: Int) -> ControlError {
        tooMany("isolated orgs", .tenants, limit, remedy: "remove one by DELETE /_mock/orgs/{name}")
    }

    /// More objects of one kind than a limit allows.
    static func tooMany(_ objects: String, _ name: StateLimit, _ limit: Int, remedy: String) -> ControlError {
        let message = "there are \(limit) \(objects), as many as mock.limits.\(name.rawValue) allows"
        return ControlError(.limitReached, "\(message); \(remedy), or raise the limit")
    }

    package var response: HTTPResponse {
        var body: JSONObject = ["error": .string(kind.rawValue)]
        body["field"] = field.map { .string($0) }
        if let problems {
            body["problems"] = .array(problems)
            body["count"] = count.map { .integer($0) }
        } else {
            body["message"] = .string(message)
        }
        if !allowed.isEmpty { body["allowed"] = .array(allowed.map { .string($0) }) }
        var response = ControlResponse.json(status, .object(body))
        if kind == .unauthorized { response.fields["WWW-Authenticate"] = "Bearer" }
        return response
    }

    private var status: HTTPStatus {
        switch kind {
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .limitReached, .storeUnavailable: 503
        case .badFixture, .unknownField, .wrongType, .badValue, .missingField: .badRequest
        }
    }
}
