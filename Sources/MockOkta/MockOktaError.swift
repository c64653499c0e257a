/// Why a server does not start.
public enum MockOktaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A member of the configuration has a value that cannot be used.
    case badConfiguration(member: String, reason: String)
    /// The file or folder does not exist.
    case fixtureNotFound(path: String)
    /// The file or folder exists, but cannot be read or contains no fixture.
    case fixtureNotReadable(path: String, reason: String)
    /// The fixtures have errors. Each problem, including warnings, is one line with file, line, column and message.
    case badFixtures(problems: [String])
    /// The address is in use, not an address of this machine, or not allowed.
    case cannotBind(address: String, reason: String)
    /// The store that keeps the state does not answer, is in use, or is of something else.
    case cannotOpenStore(reason: String)
    /// A system call failed that should not fail, such as starting a thread or reading random numbers.
    case system(reason: String)

    /// A description of the error for the user; one line for each problem.
    public var description: String {
        switch self {
        case .badConfiguration(let member, let reason): "\(member): \(reason)"
        case .fixtureNotFound(let path): "\(path): there is no such file or folder"
        case .fixtureNotReadable(let path, let reason): "\(path): \(reason)"
        case .badFixtures(let problems): problems.joined(separator: "\n")
        case .cannotBind(let address, let reason): "cannot listen on \(address): \(reason)"
        case .cannotOpenStore(let reason): "cannot open the store: \(reason)"
        case .system(let reason): reason
        }
    }
}
