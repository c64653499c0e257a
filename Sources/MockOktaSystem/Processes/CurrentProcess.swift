import Glibc

/// What the system knows of this process.
package enum CurrentProcess {
    package static var id: Int32 { getpid() }

    /// Cores that are online; at least 1.
    package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The value of an environment variable; nil where it is not set.
    package static func environment(_ variable: String) -> String? {
        guard let value = unsafe getenv(variable) else { return nil }
        return unsafe String(cString: value)
    }

    /// Ends the process and runs the clean-up that libraries have registered.
    package static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

    /// Ends the process at once, without the clean-up of libraries.
    ///
    /// A thread may still be making a signing key, and what it uses must not be freed meanwhile.
    package static func exitAtOnce(_ status: Int32) -> Never { _exit(status) }

    /// Ends the process with status 0 when the time is up, whatever its threads are doing then.
    package static func exitAtOnce(after time: Duration) {
        signal(SIGALRM) { _ in _exit(0) }
        let (seconds, attoseconds) = max(time, .milliseconds(1)).components
        var timer = itimerval()
        timer.it_value.tv_sec = Int(clamping: seconds)
        timer.it_value.tv_usec = Int(attoseconds / 1_000_000_000_000)
        unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    }

    /// Stops the calling thread for so long.
    static func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }
}
