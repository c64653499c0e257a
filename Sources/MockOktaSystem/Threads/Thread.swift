import CMockOktaLinux
import Glibc

/// A thread with a name, for tools that show them, and a nice value of its own.
package final class Thread: Sendable {
    private struct Start: Sendable {
        let name: String
        let nice: Int32
        let slice: Duration?
        let body: @Sendable () -> Void
    }

    private let thread: pthread_t
    private let isJoined = Lock(false)

    /// Runs the body at once.
    ///
    /// - Parameters:
    ///   - name: of which the kernel keeps 15 bytes.
    ///   - nice: added to the process's nice value; above 0 it lets other threads go first.
    ///   - slice: how long, under a second, it wants to run at a time: a short one is scheduled sooner when it wakes.
    ///   - body: what it does.
    /// - Throws: when there is no thread to be had.
    package init(
        _ name: String,
        nice: Int32 = 0,
        slice: Duration? = nil,
        _ body: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        let start = unsafe Unmanaged.passRetained(Box(Start(name: name, nice: nice, slice: slice, body: body)))
        var thread = pthread_t()
        let code = unsafe pthread_create(&thread, nil, Thread.main, start.toOpaque())
        guard code == 0 else {
            unsafe start.release()
            throw SystemError("pthread_create", code: code)
        }
        self.thread = thread
    }

    /// Waits for the body to end; a second call returns at once.
    package func join() {
        isJoined.withLock { isJoined in
            if !isJoined { pthread_join(thread, nil) }
            isJoined = true
        }
    }

    private final class Box: Sendable {
        let start: Start

        init(_ start: Start) {
            self.start = start
        }
    }

    /// `PRIO_PROCESS` 0 means the calling thread on Linux, where each has a nice value of its own.
    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        guard let argument = unsafe argument else { return nil }
        let start = unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().start
        _ = unsafe pthread_setname_np(pthread_self(), String(decoding: start.name.utf8.prefix(15), as: UTF8.self))
        if start.nice != 0 {
            let which = __priority_which_t(PRIO_PROCESS.rawValue)
            setpriority(which, 0, getpriority(which, 0) + start.nice)
        }
        // A wish: older kernels and strict sandboxes do not grant it, and all works without.
        if let slice = start.slice {
            _ = mock_okta_set_slice(UInt64(clamping: slice.components.attoseconds / 1_000_000_000))
        }
        start.body()
        return nil
    }
}
