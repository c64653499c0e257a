/// Why a server does not start.
public enum MockOktaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A member of the configuration has a value that cannot be used.
    case badConfiguration(member: String, reason: String)
    /// There is no file or folder of this name.
    case fixtureNotFound(path: String)
    /// The file or folder is there, but cannot be read or holds nothing to read.
    case fixtureNotReadable(path: String, reason: String)
    /// The fixtures describe no org; each problem is a line with file, line, column and what is wrong, warnings too.
    case badFixtures(problems: [String])
    /// The address is taken, not ours, or not allowed.
    case cannotBind(address: String, reason: String)
    /// The system refused something that it should not refuse, such as a thread or random numbers.
    case system(reason: String)

    /// What went wrong, for people; several lines where there are several problems.
    public var description: String {
        switch self {
        case .badConfiguration(let member, let reason): "\(member): \(reason)"
        case .fixtureNotFound(let path): "\(path): there is no such file or folder"
        case .fixtureNotReadable(let path, let reason): "\(path): \(reason)"
        case .badFixtures(let problems): problems.joined(separator: "\n")
        case .cannotBind(let address, let reason): "cannot listen on \(address): \(reason)"
        case .system(let reason): reason
        }
    }
}
