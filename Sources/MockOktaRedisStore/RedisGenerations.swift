#if Redis
import MockOktaFormats
import MockOktaSystem

/// Under which names the stores of a tenant have their records.
///
/// A commit that replaces all records of a store writes the new ones under another name beforehand, and then only says
/// that this one is the store's: so it is one step, however many records there are. A process learns of the name with
/// the version of the tenant; what a request still writes under the former name came before the replacement.
final class RedisGenerations: Sendable {
    private let labels = Lock<[ExactString: String]>([:])

    /// The name of a store in the server: its own, and after an `@` the label of its records.
    func name(of store: String) -> String {
        labels.withLock { $0.isEmpty ? nil : $0[ExactString(store)] }.map { "\(store)@\($0)" } ?? store
    }

    func replace(by labels: [ExactString: String]) { self.labels.withLock { $0 = labels } }

    func merge(_ labels: [ExactString: String]) {
        self.labels.withLock { $0.merge(labels) { _, new in new } }
    }
}
#endif
