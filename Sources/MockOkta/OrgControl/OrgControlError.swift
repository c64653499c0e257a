import MockOktaControl

/// Why an operation on an org failed.
public enum OrgControlError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A value is refused: its name in the control API, the reason, and the allowed values.
    case refused(field: String?, message: String, allowed: [String])
    /// The fixtures have errors; the org is unchanged.
    case fixtures(MockOktaError)
    /// No matching request arrived in time; `nearest` has the requests that matched nearly, at most three.
    case timeout(RequestFilter, after: Duration, nearest: [NearMissedRequest] = [])
    /// No message to the recipient was sent in time.
    case noMessage(to: String?, after: Duration)

    /// A description of the error.
    public var description: String {
        switch self {
        case .refused(_, let message, let allowed):
            allowed.isEmpty ? message : message + " (allowed: \(allowed.joined(separator: ", ")))"
        case .fixtures(let error): error.description
        case .noMessage(let recipient, let timeout):
            "no message to \(recipient ?? "anyone") was sent within \(timeout)"
        case .timeout(let filter, let timeout, let nearest):
            "no request that matches \(filter) arrived within \(timeout)"
                + nearest.map { "\nnearest: \($0)" }.joined()
        }
    }

    init(_ error: ControlError) {
        self = .refused(field: error.field, message: error.message, allowed: error.allowed)
    }

    /// Runs an operation of the control API and translates its error.
    static func translating<Result>(_ body: () throws(ControlError) -> Result) throws(OrgControlError) -> Result {
        do throws(ControlError) {
            return try body()
        } catch {
            throw OrgControlError(error)
        }
    }
}
