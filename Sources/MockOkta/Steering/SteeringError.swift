import MockOktaControl

/// Why an org is not steered as a test wants it.
public enum SteeringError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A value cannot be used: which one, by its name in the control API, why, and what would do.
    case refused(field: String?, message: String, allowed: [String])
    /// The fixtures cannot be played; the org stays what it was.
    case fixtures(MockOktaError)
    /// No matching request came in time.
    case timeout(RequestFilter, after: Duration)

    /// What went wrong, for people.
    public var description: String {
        switch self {
        case .refused(_, let message, let allowed):
            allowed.isEmpty ? message : message + " (allowed: \(allowed.joined(separator: ", ")))"
        case .fixtures(let error): error.description
        case .timeout(let filter, let timeout): "no request came within \(timeout) that matches \(filter)"
        }
    }

    init(_ error: ControlError) {
        self = .refused(field: error.field, message: error.message, allowed: error.allowed)
    }

    /// Runs what speaks the errors of the control API.
    static func translating<Result>(_ body: () throws(ControlError) -> Result) throws(SteeringError) -> Result {
        do throws(ControlError) {
            return try body()
        } catch {
            throw SteeringError(error)
        }
    }
}
