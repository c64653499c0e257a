import Glibc

/// The signals that a server reacts to.
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

    /// Keeps the signals for `next()`, and makes a write to a closed pipe or socket fail with EPIPE.
    ///
    /// To be called before any thread starts: threads inherit the mask.
    package static func block() {
        signal(SIGPIPE, SIG_IGN)
        unsafe withAll { unsafe pthread_sigmask(SIG_BLOCK, $0, nil) }
    }

    /// Waits for the next of the blocked signals.
    package static func next() -> ProcessSignal {
        var number: Int32 = 0
        while true {
            unsafe withAll { unsafe _ = sigwait($0, &number) }
            if let signal = allCases.first(where: { $0.number == number }) { return signal }
        }
    }

    /// From now on SIGINT and SIGTERM end the process at once, with status 128 + number.
    ///
    /// A handler, not the default action: the first process of a container ignores signals that have none.
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
