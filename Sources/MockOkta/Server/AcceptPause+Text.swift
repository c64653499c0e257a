import MockOktaTransport

extension AcceptPause {
    /// For the log: what is the matter, and what helps.
    func text(maximum: Int) -> String {
        switch self {
        case .descriptors:
            "new connections wait: no file descriptor is left (see ulimit -n)"
        case .connections:
            "new connections wait: all \(maximum) that mock.limits.maximumConnections allows are open"
        }
    }
}
