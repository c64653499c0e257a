import MockOktaSystem

/// The signals of a running server: SIGINT and SIGTERM stop it, SIGHUP reloads its fixtures.
///
/// The first SIGINT or SIGTERM starts a graceful shutdown; a second one ends the process immediately.
enum ServeSignals {
    /// Returns the name of the first SIGINT or SIGTERM; after that, another one ends the process.
    static func wait(reload: () -> Void) -> String {
        var signal = ProcessSignal.next()
        while signal == .hangUp {
            reload()
            signal = .next()
        }
        ProcessSignal.exitOnNextEnd()
        return signal.name
    }
}
