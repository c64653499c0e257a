import MockOktaTransport

extension AcceptPause {
    /// The text for the log: the problem and its remedy.
    func text(maximum: Int) -> String {
        switch self {
        case .descriptors:
            "new connections wait: no file descriptor is left (see ulimit -n)"
        case .connections:
            """
            all \(maximum) connections that mock.limits.maximumConnections allows are open: those without a complete \
            request are closed, the oldest first
            """
        }
    }
}
