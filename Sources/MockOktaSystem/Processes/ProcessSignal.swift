import Glibc

/// The signals that a server handles.
package enum ProcessSignal: Sendable, CaseIterable {
    case interrupt, terminate, hangUp

    package var name: String {
        switch self {
        case .interrupt: "SIGINT"
        case .terminate: "SIGTERM"
        case .hangUp: "SIGHUP"
        }
    }

    private var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .hangUp: SIGHUP
        }
    }

    /// Blocks the signals, so that `next()` receives them, and makes a write to a closed pipe or socket fail with
    /// EPIPE.
    ///
    /// Call it before any thread starts, because threads inherit the signal mask.
    package static func block() {
        signal(SIGPIPE, SIG_IGN)
        unsafe withAll { unsafe pthread_sigmask(SIG_BLOCK, $0, nil) }
    }

    /// Waits for the next blocked signal.
    package static func next() -> ProcessSignal {
        var number: Int32 = 0
        while true {
            unsafe withAll { unsafe _ = sigwait($0, &number) }
            if let signal = allCases.first(where: { $0.number == number }) { return signal }
        }
    }

    /// Makes SIGINT and SIGTERM end the process at once, with status 128 + number.
    ///
    /// It installs a handler, because the kernel ignores signals with the default action for the first process of a
    /// container.
    package static func exitOnNextEnd() {
        for signal in [SIGINT, SIGTERM] { Glibc.signal(signal, exitAtOnce) }
        unsafe withAll { unsafe pthread_sigmask(SIG_UNBLOCK, $0, nil) }
    }

    private static let exitAtOnce: @convention(c) (Int32) -> Void = { _exit(128 + $0) }

    @unsafe private static func withAll(_ body: (UnsafePointer<sigset_t>) -> Void) {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in allCases { unsafe sigaddset(&signals, signal.number) }
        unsafe body(&signals)
    }
}
