import Glibc

/// Properties and control of this process.
package enum CurrentProcess {
    package static var id: Int32 { getpid() }

    /// The number of online cores; at least 1.
    package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The value of an environment variable; nil when it is not set.
    package static func environment(_ variable: String) -> String? {
        guard let value = unsafe getenv(variable) else { return nil }
        return unsafe String(cString: value)
    }

    /// The names of all environment variables.
    package static var environmentNames: [String] {
        var names: [String] = []
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            names.append(String(unsafe String(cString: text).prefix { $0 != "=" }))
            unsafe entry += 1
        }
        return names
    }

    /// Ends the process and runs the exit handlers of libraries.
    package static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

    /// Ends the process at once, without the exit handlers of libraries.
    ///
    /// A thread may still be generating a signing key, and the memory that it uses must not be freed meanwhile.
    package static func exitAtOnce(_ status: Int32) -> Never { _exit(status) }

    /// Ends the process with status 0 after the time, whatever its threads are doing then.
    package static func exitAtOnce(after time: Duration) {
        signal(SIGALRM) { _ in _exit(0) }
        let (seconds, attoseconds) = max(time, .milliseconds(1)).components
        var timer = itimerval()
        timer.it_value.tv_sec = Int(clamping: seconds)
        timer.it_value.tv_usec = Int(attoseconds / 1_000_000_000_000)
        unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    }

    /// Opens `/dev/null` in place of a standard stream that is closed: otherwise the first socket would have its
    /// number,
    /// and the log would be sent to a client.
    package static func openStandardStreams() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number, which is this one.
            _ = unsafe open("/dev/null", O_RDWR)
        }
    }

    /// Blocks the calling thread for the time.
    static func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }
}
