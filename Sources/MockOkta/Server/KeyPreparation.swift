import MockOktaEngine
import MockOktaModel
import MockOktaThreads

/// Gets the signing keys of a tenant ready beside the running server, so that the first tokens need not wait.
///
/// Making a key takes up to half a second; keys that a fixture gives are only read.
final class KeyPreparation: Sendable {
    private let isStopped: Stop
    private let thread: Thread

    private final class Stop: Sendable {
        let flag = Lock(false)
    }

    init(_ tenant: Tenant) throws(ThreadError) {
        let stop = Stop()
        isStopped = stop
        thread = try Thread("keys", nice: 10) {
            for server in tenant.organization.allServers where !stop.flag.withLock({ $0 }) {
                // A key that cannot be made is told to the request that needs it.
                _ = try? tenant.keys.keys(of: server)
            }
        }
    }

    /// Returns when the key in work is done.
    func stop() {
        isStopped.flag.withLock { $0 = true }
        thread.join()
    }
}
