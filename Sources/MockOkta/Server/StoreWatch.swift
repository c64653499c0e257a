import MockOktaEngine
import MockOktaModel
import MockOktaSystem

/// Tells those who wait for exchanges or messages of those of other processes, where several share a store.
final class StoreWatch: Sendable {
    /// The longest time, in milliseconds, that an exchange of another process is not yet told of.
    private static let pause: Int32 = 25

    private let stopping: StopSignal
    private let thread: Thread

    init(_ tenants: Tenants) throws(MockOktaError) {
        do throws(SystemError) {
            let stopping = try StopSignal()
            self.stopping = stopping
            thread = try Thread("store-watch") {
                while !stopping.isGiven(within: Self.pause) { tenants.deliver() }
            }
        } catch {
            throw .system(reason: "no thread for watching the store (\(error.reason))")
        }
    }

    func stop() {
        stopping.give()
        thread.join()
    }
}
