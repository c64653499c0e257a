import Glibc
import MockOktaThreads

/// Notices that fixture files have changed, five times a second.
///
/// It looks at the files instead of having the kernel tell (inotify): that also sees edits that reach a container from
/// its host, folders that are swapped whole as Kubernetes does, and folders that are not there yet.
package final class FixtureWatch: Sendable {
    private static let interval: Int32 = 200
    private let thread: Thread
    private let stopping: Int32

    /// Calls `changed` on a thread of its own, once for each change, as soon as the files have come to rest.
    package init(_ fixtures: MockOktaServer.Fixtures, changed: @escaping @Sendable () -> Void) throws(MockOktaError) {
        let ends = try Self.pipe()
        stopping = ends.write
        let start = FixtureStamp(fixtures)
        do throws(ThreadError) {
            thread = try Thread("fixtures") {
                Self.watch(fixtures, from: start, until: ends.read, changed)
                close(ends.read)
            }
        } catch {
            throw .system(reason: "no thread for watching fixtures (errno \(error.code))")
        }
    }

    /// Ends the watch; to be called once.
    package func stop() {
        close(stopping)
        thread.join()
    }

    private static func watch(
        _ fixtures: MockOktaServer.Fixtures,
        from start: FixtureStamp,
        until stop: Int32,
        _ changed: () -> Void
    ) {
        var (known, latest) = (start, start)
        while !isStopped(stop) {
            let now = FixtureStamp(fixtures)
            // Files that differ from last time may still be in the middle of being written.
            if now != known, now == latest {
                known = now
                changed()
            }
            latest = now
        }
    }

    /// Waits for an interval, or until the other end of the pipe is closed.
    private static func isStopped(_ stop: Int32) -> Bool {
        var descriptor = pollfd(fd: stop, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&descriptor, 1, interval) > 0
    }

    private static func pipe() throws(MockOktaError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard unsafe Glibc.pipe(&ends) == 0 else { throw .system(reason: "no pipe (errno \(errno))") }
        return (ends[0], ends[1])
    }
}
