import Glibc

/// The signals of a running server: SIGINT and SIGTERM end it, SIGHUP reloads its fixtures.
///
/// The first of the ending ones asks for an orderly end, a second one for an end at once.
enum ServeSignals {
    /// Keeps the signals for `wait`, and turns a peer that hangs up into a failed write.
    static func block() {
        signal(SIGPIPE, SIG_IGN)
        unsafe withSignals { unsafe pthread_sigmask(SIG_BLOCK, $0, nil) }
    }

    /// Returns with the name of the first signal that asks for an end; from then on another one ends the process.
    static func wait(reload: () -> Void) -> String {
        var number: Int32 = 0
        repeat {
            unsafe withSignals { unsafe _ = sigwait($0, &number) }
            if number == SIGHUP { reload() }
        } while number == SIGHUP
        // The first process of a container ignores signals that have no handler, so the default action is not enough.
        for signal in [SIGINT, SIGTERM] { Glibc.signal(signal, endAtOnce) }
        unsafe withSignals { unsafe pthread_sigmask(SIG_UNBLOCK, $0, nil) }
        return number == SIGINT ? "SIGINT" : "SIGTERM"
    }

    private static let endAtOnce: @convention(c) (Int32) -> Void = { _exit(128 + $0) }

    @unsafe private static func withSignals(_ body: (UnsafePointer<sigset_t>) -> Void) {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&signals, signal) }
        unsafe body(&signals)
    }
}
