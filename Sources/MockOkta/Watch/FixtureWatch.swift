import MockOktaSystem

/// Notices that fixture files have changed, five times a second.
///
/// It looks at the files instead of having the kernel tell (inotify): that also sees edits that reach a container from
/// its host, folders that are swapped whole as Kubernetes does, and folders that are not there yet.
package final class FixtureWatch: Sendable {
    private static let interval: Int32 = 200
    private let thread: Thread
    private let stopping: StopSignal

    /// Calls `changed` on a thread of its own, once for each change, as soon as the files have come to rest.
    package init(_ fixtures: MockOktaServer.Fixtures, changed: @escaping @Sendable () -> Void) throws(MockOktaError) {
        let start = FixtureStamp(fixtures)
        do throws(SystemError) {
            let stopping = try StopSignal()
            self.stopping = stopping
            thread = try Thread("fixtures") { Self.watch(fixtures, from: start, until: stopping, changed) }
        } catch {
            throw .system(reason: "no thread for watching fixtures (\(error.reason))")
        }
    }

    /// Ends the watch.
    package func stop() {
        stopping.give()
        thread.join()
    }

    private static func watch(
        _ fixtures: MockOktaServer.Fixtures,
        from start: FixtureStamp,
        until stopping: StopSignal,
        _ changed: () -> Void
    ) {
        var (known, latest) = (start, start)
        while !stopping.isGiven(within: interval) {
            let now = FixtureStamp(fixtures)
            // Files that differ from last time may still be in the middle of being written.
            if now != known, now == latest {
                known = now
                changed()
            }
            latest = now
        }
    }
}
