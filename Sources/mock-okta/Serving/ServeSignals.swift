import MockOktaSystem

/// The signals of a running server: SIGINT and SIGTERM end it, SIGHUP reloads its fixtures.
///
/// The first of the ending ones asks for an orderly end, a second one for an end at once.
enum ServeSignals {
    /// Returns with the name of the first signal that asks for an end; from then on another one ends the process.
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
