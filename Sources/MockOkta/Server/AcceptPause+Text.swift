import MockOktaTransport

extension AcceptPause {
    /// The text for the log: the problem and its remedy.
    func text(maximum: Int) -> String {
        switch self {
        case .descriptors:
            "new connections wait: no file descriptor is left (see ulimit -n)"
        case .connections:
            "new connections wait: all \(maximum) that mock.limits.maximumConnections allows are open"
        }
    }
}
