package import MockOkta

/// Why a command that serves nobody, such as `export` or `token`, cannot do its work.
package enum ToolError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The org cannot be read.
    case org(MockOktaError)
    /// What was asked for makes no sense in this org.
    case badArgument(String)
    /// The fixtures lack what the work needs.
    case badData(String)
    /// A server that should be asked does not answer as it should.
    case unreachable(String)
    case cannotWrite(String)

    package var description: String {
        switch self {
        case .org(let error): error.description
        case .badArgument(let text), .badData(let text), .unreachable(let text), .cannotWrite(let text): text
        }
    }
}
