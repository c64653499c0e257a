import Glibc

/// Ends a waiting thread: a socket pair, one end of which the thread polls instead of sleeping.
package final class StopSignal: Sendable {
    private let reading: Int32
    private let writing: Int32
    private let hasBeenGiven = Lock(false)

    package init() throws(SystemError) {
        var ends: [Int32] = [0, 0]
        // Unlike a pipe, a socket pair is created with close-on-exec set, so that no process started by the host
        // meanwhile inherits the end whose closing is the signal.
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw SystemError("socketpair")
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        give()
        close(reading)
    }

    package func give() {
        hasBeenGiven.withLock { hasBeenGiven in
            if !hasBeenGiven { close(writing) }
            hasBeenGiven = true
        }
    }

    /// Waits for the signal, at most for the time; returns whether it has been given.
    package func isGiven(within milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&descriptor, 1, milliseconds) > 0
    }
}
