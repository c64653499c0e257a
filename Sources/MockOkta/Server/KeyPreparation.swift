import MockOktaEngine
import MockOktaModel
import MockOktaSystem

/// Gets the signing keys of a tenant ready beside the running server, so that neither the first tokens nor the first
/// rotation need wait.
///
/// Making a key takes up to half a second; keys that a fixture gives are only read.
final class KeyPreparation: Sendable {
    /// A server that lives no longer than one test is spared the keys of a rotation.
    private static let quietMilliseconds: Int32 = 5000

    private let stopping: StopSignal
    private let thread: Thread

    init(_ tenant: Tenant) throws(MockOktaError) {
        do throws(SystemError) {
            let stopping = try StopSignal()
            self.stopping = stopping
            thread = try Thread("keys", nice: 10) {
                // A key that cannot be made is told to the request that needs it.
                Self.prepare(tenant, until: stopping, pause: 0) { _ = try? tenant.keys.keys(of: $0) }
                Self.prepare(tenant, until: stopping, pause: Self.quietMilliseconds, tenant.keys.prepareRotation)
            }
        } catch {
            throw .system(reason: "no thread for making keys (\(error.reason))")
        }
    }

    /// Returns when the key in work is done.
    func stop() {
        stopping.give()
        thread.join()
    }

    private static func prepare(
        _ tenant: Tenant,
        until stopping: StopSignal,
        pause: Int32,
        _ body: (AuthorizationServer) -> Void
    ) {
        guard !stopping.isGiven(within: pause) else { return }
        for server in tenant.organization.allServers where !stopping.isGiven(within: 0) { body(server) }
    }
}
