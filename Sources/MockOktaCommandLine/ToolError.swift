package import MockOkta

/// The error of a command that runs no server, such as `export` or `token`.
package enum ToolError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The org cannot be read.
    case org(MockOktaError)
    /// An argument is not valid for this org.
    case badArgument(String)
    /// The fixtures lack data that the command needs.
    case badData(String)
    /// A server does not answer, or its answer is not valid.
    case unreachable(String)
    case cannotWrite(String)

    package var description: String {
        switch self {
        case .org(let error): error.description
        case .badArgument(let text), .badData(let text), .unreachable(let text), .cannotWrite(let text): text
        }
    }
}
