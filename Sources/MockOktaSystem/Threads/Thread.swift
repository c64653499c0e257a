import CMockOktaLinux
import Glibc

/// A thread with a name, which debuggers and process tools show, and its own nice value.
package final class Thread: Sendable {
    private struct Start: Sendable {
        let name: String
        let nice: Int32
        let slice: Duration?
        let body: @Sendable () -> Void
    }

    private let thread: pthread_t
    private let isJoined = Lock(false)

    /// Starts a thread that runs the body.
    ///
    /// - Parameters:
    ///   - name: the kernel keeps its first 15 bytes.
    ///   - nice: added to the process's nice value; above 0 it gives other threads precedence.
    ///   - slice: the requested scheduling slice, under a second; a thread with a short slice is scheduled sooner when
    ///     it wakes.
    ///   - body: runs on the new thread.
    /// - Throws: when no thread can be created.
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

    /// `PRIO_PROCESS` with id 0 means the calling thread on Linux, where each thread has its own nice value.
    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        guard let argument = unsafe argument else { return nil }
        let start = unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().start
        _ = unsafe pthread_setname_np(pthread_self(), String(decoding: start.name.utf8.prefix(15), as: UTF8.self))
        if start.nice != 0 {
            let which = __priority_which_t(PRIO_PROCESS.rawValue)
            setpriority(which, 0, getpriority(which, 0) + start.nice)
        }
        // Errors are ignored: older kernels and strict sandboxes reject the request, and the thread works without it.
        if let slice = start.slice {
            _ = mock_okta_set_slice(UInt64(clamping: slice.components.attoseconds / 1_000_000_000))
        }
        start.body()
        return nil
    }
}
