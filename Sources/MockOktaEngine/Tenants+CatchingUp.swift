import MockOktaControl
package import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaManagement
import MockOktaModel
import MockOktaSystem

/// What a process reads of the changes of others, where several share a store.
///
/// A failure of the store is left to the part of a request that needs the store. So is a loss of its data: an isolated
/// org is dropped only where the store has the main org.
extension Tenants {
    /// Reads what others have changed, so that a request sees it.
    func catchUp(with address: TenantAddress) {
        _ = try? main.catchUp()
        if let name = address.name, let sibling = state.withLock({ $0.siblings[name] }) {
            if let isThere = try? sibling.tenant.catchUp(), !isThere { drop(name, sibling.tenant) }
        }
        let path = address.request.path
        guard ControlFeature.owns(path) || ManagementFeature.readsLog(path) else { return }
        if ControlFeature.listsOrgs(address.request) { catchUpNames() }
        let tenant = address.name.map { existing($0) } ?? main
        tenant?.journal.catchUp()
        if ControlFeature.readsMessages(path) { try? tenant?.outbox.load() }
    }

    /// Makes and drops isolated orgs as others have.
    private func catchUpNames() {
        try? load()
        for (name, sibling) in state.withLock({ $0.siblings }) {
            if let isThere = try? sibling.tenant.catchUp(), !isThere { drop(name.text, sibling.tenant) }
        }
    }

    /// Reads exchanges and messages for those who wait for them.
    package func deliver() {
        for tenant in [main] + state.withLock({ $0.siblings.values.map(\.tenant) }) {
            if !tenant.journal.listeners.isEmpty { tenant.journal.catchUp() }
            if !tenant.outbox.listeners.isEmpty { try? tenant.outbox.load() }
        }
    }

    /// Warnings of exchanges in the shared journals that this program cannot read.
    ///
    /// - Parameter known: the reasons that were told before; new ones are added.
    /// - Returns: a warning for each new reason.
    package func unreadableExchanges(besides known: inout Set<ExactString>) -> [String] {
        let tenants = [main] + state.withLock { $0.siblings.values.map(\.tenant) }
        let reasons = Set(tenants.flatMap { $0.journal.unreadable.keys }).subtracting(known)
        known.formUnion(reasons)
        return reasons.map(\.text).sorted().map { reason in
            "the shared journal has exchanges that cannot be read and are left out (\(reason)); GET /_mock/store counts them"
        }
    }

    /// Drops an isolated org that another process has removed; while the main org cannot be read, nothing is dropped.
    private func drop(_ name: String, _ tenant: Tenant) {
        guard (try? main.catchUp()) == true else { return }
        state.withLock { state in
            if state.siblings[name]?.tenant === tenant { state.siblings[name] = nil }
        }
        tenant.close()
    }
}
