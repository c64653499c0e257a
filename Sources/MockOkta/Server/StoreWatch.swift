import MockOktaEngine
import MockOktaFormats
import MockOktaModel
import MockOktaSystem

/// Tells those who wait for exchanges or messages of those of other processes, where several share a store; warns of
/// exchanges that cannot be read, once for each reason.
final class StoreWatch: Sendable {
    /// The longest time, in milliseconds, that an exchange of another process is not yet told of.
    private static let pause: Int32 = 25

    private let stopping: StopSignal
    private let thread: Thread

    init(_ tenants: Tenants, warn: @escaping @Sendable (String) -> Void) throws(MockOktaError) {
        do throws(SystemError) {
            let stopping = try StopSignal()
            self.stopping = stopping
            thread = try Thread("store-watch") {
                var known: Set<ExactString> = []
                while !stopping.isGiven(within: Self.pause) {
                    tenants.deliver()
                    for warning in tenants.unreadableExchanges(besides: &known) { warn(warning) }
                }
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
