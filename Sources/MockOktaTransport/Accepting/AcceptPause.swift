/// Why new connections wait.
package enum AcceptPause: Hashable, Sendable {
    /// The process has no file descriptor left, or the system none.
    case descriptors
    /// `HTTPLimits.maximumConnections` are open.
    case connections
}
