#if Redis
package import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// Under which names the stores of a tenant have their records.
///
/// A commit that replaces all records of a store writes the new ones under another name beforehand, and then only says
/// that this one is the store's: so it is one step, however many records there are. A process learns of the name with
/// the version of the tenant; what a request still writes under the former name came before the replacement.
package final class RedisGenerations: Sendable {
    private struct State {
        /// The tenant that this process has made or found; nil before it has.
        var incarnation: String?
        /// The number of the commit by which the labels are known.
        var number = 0
        var labels: [ExactString: String] = [:]
        var isLost = false
    }

    private let state = Lock(State())

    package init() {}

    /// The name of a store in the server: its own, and after an `@` the label of its records.
    ///
    /// - Throws: `StoreFailure` where the server has lost the tenant, until it is made anew.
    package func name(of store: String) throws(StoreFailure) -> String {
        try state.withLock { (state) throws(StoreFailure) in
            if state.isLost { throw .lostTenant }
            guard !state.labels.isEmpty, let label = state.labels[ExactString(store)] else { return store }
            return "\(store)@\(label)"
        }
    }

    /// Refuses where the server has lost the tenant.
    package func check() throws(StoreFailure) {
        if state.withLock({ $0.isLost }) { throw .lostTenant }
    }

    /// Begins with a tenant as it is in the server.
    package func begin(_ version: TenantVersion, _ labels: [ExactString: String]) {
        state.withLock { state in
            guard state.incarnation != version.incarnation || state.number <= version.number else { return }
            state = State(incarnation: version.incarnation, number: version.number, labels: labels)
        }
    }

    /// Takes over the labels of a version, unless another thread has those of a later one.
    ///
    /// - Parameters:
    ///   - version: what the server has.
    ///   - labels: the labels of stores.
    ///   - known: what this process had read before. A server that has gone back behind it, as by a restart from an
    ///     older copy, is followed.
    package func follow(_ version: TenantVersion, _ labels: [ExactString: String], after known: TenantVersion) {
        state.withLock { state in
            guard state.incarnation == version.incarnation else { return }
            state.isLost = false
            guard state.number <= version.number || version.number < known.number else { return }
            (state.number, state.labels) = (version.number, labels)
        }
    }

    /// Notes that the server has the tenant, as this process knows it.
    package func find(_ incarnation: String) {
        state.withLock { state in
            if state.incarnation == incarnation { state.isLost = false }
        }
    }

    /// Adds the labels that a commit has given, unless another thread has those of the commit or a later one.
    package func add(_ labels: [ExactString: String], by version: TenantVersion) {
        state.withLock { state in
            guard state.incarnation == version.incarnation, state.number < version.number else { return }
            state.number = version.number
            state.labels.merge(labels) { _, new in new }
        }
    }

    /// Notes that the server does not have a tenant any more, or another one in its place.
    package func lose(_ incarnation: String) {
        state.withLock { state in
            if state.incarnation == incarnation { state.isLost = true }
        }
    }
}
#endif
