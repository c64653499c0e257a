package import MockOktaModel
import MockOktaSystem
import Synchronization

/// Limits the pushed requests that all orgs of a process keep together, because any client can make isolated orgs.
package final class PushedRequestBudget: Sendable {
    /// All orgs together keep this many times what one client may keep.
    private static let clients = 2

    private let used = Atomic<Int>(0)
    fileprivate let isApplied: Bool

    /// Creates the budget of a process, of which nothing is used.
    ///
    /// - Parameter isShared: whether other processes use the same store. Nothing is limited here then: one process may
    ///   be sent what is pushed and another what uses it, so that the first would only add. The counts of the clients,
    ///   which are in the store, see both and still limit each client.
    package init(isShared: Bool = false) {
        isApplied = !isShared
    }

    /// Counts requests; returns false, and counts none, where that would exceed the limit.
    fileprivate func take(_ units: Int, limit: Int) -> Bool {
        guard used.wrappingAdd(units, ordering: .relaxed).newValue <= limit * Self.clients else {
            give(units)
            return false
        }
        return true
    }

    fileprivate func give(_ units: Int) { used.wrappingSubtract(units, ordering: .relaxed) }
}

extension PushedRequestBudget {
    /// The part of one org, which returns with the org's removal or reset.
    ///
    /// As with the count of a client, an hour after the first request all that was counted has expired.
    package final class Share: Sendable {
        private struct Count: Sendable {
            var units = 0
            var expires: Instant?
        }

        private let budget: PushedRequestBudget
        private let count = Lock(Count())

        package init(of budget: PushedRequestBudget) {
            self.budget = budget
        }

        deinit { budget.give(count.withLock { $0.units }) }

        /// Counts a request of a size; returns false where the process keeps too many.
        ///
        /// - Parameters:
        ///   - units: the size, in the units of a client's limit.
        ///   - now: the time by the org's clock.
        ///   - limit: a client's limit.
        /// - Returns: whether the request may be kept.
        package func add(_ units: Int, at now: Instant, limit: Int) -> Bool {
            guard budget.isApplied else { return true }
            return count.withLock { count in
                if let expires = count.expires, now >= expires {
                    budget.give(count.units)
                    count = Count()
                }
                guard budget.take(units, limit: limit) else { return false }
                count.units += units
                count.expires = count.expires ?? now + PushedRequest.lifetime
                return true
            }
        }

        /// Forgets a request that was used, or that was not kept after all.
        package func remove(_ units: Int) {
            count.withLock { count in
                let returned = min(units, count.units)
                count.units -= returned
                budget.give(returned)
            }
        }

        /// Forgets all requests, when the org does.
        package func removeAll() {
            count.withLock { count in
                budget.give(count.units)
                count = Count()
            }
        }
    }
}
