package import MockOkta
import MockOktaSystem

/// Detects changes of fixture files by polling their stamps five times a second.
///
/// Unlike inotify this also detects changes that reach a container from its host, folders that are replaced as a whole,
/// as by Kubernetes, and folders that do not exist yet.
package final class FixtureWatch: Sendable {
    private static let interval: Int32 = 200
    private let thread: Thread
    private let stopping: StopSignal

    /// Starts a thread that calls `changed` once for each change.
    ///
    /// - Parameters:
    ///   - fixtures: the files.
    ///   - start: their stamp before they were read.
    ///   - changed: called on the thread of the watch.
    /// - Throws: an error where the thread cannot be started.
    package init(
        _ fixtures: MockOktaServer.Fixtures,
        from start: FixtureStamp,
        changed: @escaping @Sendable () -> Void
    ) throws(MockOktaError) {
        do throws(SystemError) {
            let stopping = try StopSignal()
            self.stopping = stopping
            thread = try Thread("fixtures") {
                Self.watch(fixtures, from: start, while: { !stopping.isGiven(within: Self.interval) }, changed: changed)
            }
        } catch {
            throw .system(reason: "no thread for watching fixtures (\(error.reason))")
        }
    }

    /// Stops the thread.
    package func stop() {
        stopping.give()
        thread.join()
    }

    /// Takes a stamp of the files after each wait, and reports the changes.
    ///
    /// - Parameters:
    ///   - fixtures: the files.
    ///   - start: their stamp before they were read.
    ///   - wait: waits until the next stamp is due; returns false to end the watch.
    ///   - changed: called once for each change.
    package static func watch(
        _ fixtures: MockOktaServer.Fixtures,
        from start: FixtureStamp,
        while wait: () -> Bool,
        changed: () -> Void
    ) {
        var changes = FixtureChanges(from: start)
        while wait() {
            if changes.isChange(FixtureStamp(fixtures)) { changed() }
        }
    }
}
