/// Why the acceptor pauses accepting connections.
package enum AcceptPause: Hashable, Sendable {
    /// The process or the system has no free file descriptor.
    case descriptors
    /// The number of open connections has reached `HTTPLimits.maximumConnections`.
    case connections
}
