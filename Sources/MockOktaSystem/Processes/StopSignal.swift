import Glibc

/// Ends a waiting thread: a pair of sockets, one of which the thread polls instead of sleeping.
package final class StopSignal: Sendable {
    private let reading: Int32
    private let writing: Int32
    private let hasBeenGiven = Lock(false)

    package init() throws(SystemError) {
        var ends: [Int32] = [0, 0]
        // Unlike a pipe a pair can be made so that no process which the host starts meanwhile gets the end whose
        // closing is the signal.
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

    /// Waits until the signal has been given, and so long at most.
    package func isGiven(within milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&descriptor, 1, milliseconds) > 0
    }
}
