import MockOktaEngine
import MockOktaModel
import MockOktaSystem

/// Generates the signing keys of a tenant on a background thread, so that neither the first tokens nor the first
/// rotation wait for them.
///
/// Generating a key takes up to half a second; keys of a fixture are parsed.
final class KeyPreparation: Sendable {
    /// The delay before keys of a rotation are generated: a server that runs for one test does not need them.
    private static let quietMilliseconds: Int32 = 5000

    private let stopping: StopSignal
    private let thread: Thread

    init(_ tenant: Tenant) throws(MockOktaError) {
        do throws(SystemError) {
            let stopping = try StopSignal()
            self.stopping = stopping
            thread = try Thread("keys", nice: 10) {
                // The request that needs the key reports the error.
                Self.prepare(tenant, until: stopping, pause: 0) { _ = try? tenant.keys.keys(of: $0) }
                Self.prepare(tenant, until: stopping, pause: Self.quietMilliseconds, tenant.keys.prepareRotation)
            }
        } catch {
            throw .system(reason: "no thread for making keys (\(error.reason))")
        }
    }

    /// Stops the thread; waits until the current key is generated.
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
