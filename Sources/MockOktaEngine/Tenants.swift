import MockOktaControl
import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// The orgs of one process: the main org, and isolated orgs, which are created when a request needs their state.
package final class Tenants: Sendable {
    struct Sibling: Sendable {
        let tenant: Tenant
        /// Whether it has the main org's fixtures and is reloaded with them.
        let followsMain: Bool
        /// When it was last used, in requests to isolated orgs.
        var lastUse: Int
    }

    struct State: Sendable {
        var siblings: [ExactString: Sibling] = [:]
        /// The number of requests to isolated orgs.
        var uses = 0
        /// Answers requests that need no state, such as those for unknown paths, for isolated orgs not yet created.
        var unmade: Tenant?
    }

    package let main: Tenant
    let state = Lock(State())
    /// Why orgs of a shared store cannot be read, by their names, until they are; that of the main org is empty.
    let failures = Lock<[ExactString: Refusal]>([:])
    /// Held while an isolated org is made or removed, before `state`: otherwise one could be kept whose state another
    /// request has removed.
    private let replacing = Lock<Void>(())

    package init(main: Tenant) {
        self.main = main
    }

    /// The maximum number of isolated orgs (`mock.limits.tenants`).
    package var limit: Int { main.organization.settings.limit(.tenants) }

    /// Returns the tenant of a name, which the first call creates; a nil name means the main one.
    ///
    /// At the limit the new one replaces the least recently used one that holds no state of its own: otherwise anyone
    /// could take all places by reading public documents below invented names.
    ///
    /// - Returns: the tenant; nil where it would exceed the limit.
    package func tenant(_ name: String?) throws(Refusal) -> Tenant? {
        guard let name else { return main }
        if let tenant = existing(name) { return tenant }
        if let tenant = try make(name) { return tenant }
        guard storeKind.isShared else { return nil }
        dropRemoved()
        return try make(name)
    }

    /// Creates the tenant of a name, unless another thread has; nil where it would exceed the limit.
    private func make(_ name: String) throws(Refusal) -> Tenant? {
        try replacing.withLock { _ throws(Refusal) in try makeAlone(name) }
    }

    private func makeAlone(_ name: String) throws(Refusal) -> Tenant? {
        let limit = limit
        return try state.withLock { state throws(Refusal) in
            if let sibling = state.siblings[name] { return sibling.tenant }
            guard try makePlace(in: &state, limit) else { return nil }
            let hasOwnFixture = try main.storedFixture(of: name) != nil
            // Otherwise it would be made of the former fixtures, and what others have done with it be lost.
            if !hasOwnFixture, let failure = failure(of: "") { throw failure }
            let tenant = try main.makeSibling(named: name)
            state.uses += 1
            state.siblings[name] = Sibling(tenant: tenant, followsMain: !hasOwnFixture, lastUse: state.uses)
            return tenant
        }
    }

    /// Returns whether another isolated org may exist, after removing one without state where that is necessary.
    private func makePlace(in state: inout State, _ limit: Int) throws(Refusal) -> Bool {
        if state.siblings.count < limit { return true }
        // Another process may hold state of an org that this one has served public documents of.
        guard !storeKind.isShared else { return false }
        let stateless = state.siblings.filter { !$0.value.tenant.holdsState }
        guard let oldest = stateless.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return false }
        try clear(oldest.key.text)
        state.siblings[oldest.key] = nil
        oldest.value.tenant.close()
        return state.siblings.count < limit
    }

    /// The tenant of a name; nil where it has not been created.
    func existing(_ name: String) -> Tenant? {
        state.withLock { state in
            let key = ExactString(name)
            guard let tenant = state.siblings[key]?.tenant else { return nil }
            state.uses += 1
            state.siblings[key]?.lastUse = state.uses
            return tenant
        }
    }

    /// A tenant for requests that need no state.
    package func unmade() throws(Refusal) -> Tenant {
        try state.withLock { state throws(Refusal) in
            if let tenant = state.unmade { return tenant }
            let tenant = try main.makeSibling(named: "")
            state.unmade = tenant
            return tenant
        }
    }

    /// Creates the isolated orgs whose state is in the store.
    package func load() throws(Refusal) {
        guard storeKind.isOutside else { return }
        let prefix = Tenant.storeName(of: "")
        let names: [String]
        do throws(StoreFailure) {
            names = try main.store.tenants()
        } catch {
            throw Refusal(error)
        }
        for name in names where name.hasPrefix(prefix) && name != prefix {
            try make(String(name.dropFirst(prefix.count)))?.keepIfUsed()
        }
    }

    /// Makes an isolated org in place of one of the same name, whose state is removed.
    private func remake(_ name: String, playing organization: Organization?) throws(Refusal) -> Tenant {
        try clear(name)
        do throws(Refusal) {
            return try main.makeSibling(named: name, playing: organization)
        } catch {
            // Its state is gone, so that it can answer no request.
            if storeKind.isOutside {
                state.withLock { $0.siblings.removeValue(forKey: ExactString(name)) }?.tenant.close()
            }
            throw error
        }
    }

    /// Removes the state of an isolated org from a store outside this process.
    ///
    /// - Returns: whether the store had any.
    @discardableResult
    private func clear(_ name: String) throws(Refusal) -> Bool {
        guard storeKind.isOutside else { return false }
        do throws(StoreFailure) {
            return try main.store.remove(tenant: Tenant.storeName(of: name))
        } catch {
            throw Refusal(error)
        }
    }

    /// Replaces the main org after its fixtures changed, and the isolated orgs that have the same fixtures.
    ///
    /// Orgs with fixtures of their own are unchanged. Changes made to an org by an API are lost.
    ///
    /// - Parameter organization: the org of the changed fixtures.
    /// - Returns: the names of the isolated orgs that were reloaded.
    /// - Throws: `Refusal` where a store fails.
    package func reload(_ organization: Organization) throws(Refusal) -> [String] {
        try main.replaceOrganization(organization)
        let followers = state.withLock { state in
            state.unmade = nil
            return state.siblings.filter(\.value.followsMain)
        }
        for follower in followers.values { try follower.tenant.replaceOrganization(organization) }
        return followers.keys.map(\.text).sorted()
    }
}

extension Tenants: ControlledOrgs {
    package var names: [String] { state.withLock { $0.siblings.keys.map(\.text).sorted() } }

    package func create(_ name: String, playing organization: Organization?) throws(Refusal) -> Bool {
        try replacing.withLock { _ throws(Refusal) in try replace(name, by: organization) }
    }

    private func replace(_ name: String, by organization: Organization?) throws(Refusal) -> Bool {
        let limit = limit
        // Before anything is written to a store.
        var isAllowed = try mayMake(name)
        if !isAllowed, storeKind.isShared {
            dropRemoved()
            isAllowed = try mayMake(name)
        }
        guard isAllowed else { return false }
        let tenant = try remake(name, playing: organization)
        tenant.keep()
        let (isMade, former) = try state.withLock { state throws(Refusal) in
            let former = state.siblings[name]
            if former == nil, try !makePlace(in: &state, limit) { return (false, former) }
            state.siblings[name] = Sibling(tenant: tenant, followsMain: organization == nil, lastUse: state.uses)
            return (true, former)
        }
        former?.tenant.close()
        // Another new org has taken the place meanwhile.
        if !isMade { try clear(name) }
        return isMade
    }

    /// Whether an isolated org of this name may exist, after making place for it where that is necessary.
    private func mayMake(_ name: String) throws(Refusal) -> Bool {
        let limit = limit
        return try state.withLock { state throws(Refusal) in
            if state.siblings[name] != nil { return true }
            return try makePlace(in: &state, limit)
        }
    }

    package var storeKind: StoreKind { main.store.kind }

    /// Asks the store for an answer, and for the orgs that could not be read.
    package func checkStore() throws(StoreFailure) {
        try main.store.check()
        try checkFailures()
    }

    package func remove(_ name: String) throws(Refusal) -> Bool {
        try replacing.withLock { _ throws(Refusal) in
            let had = try clear(name)
            let former = state.withLock { $0.siblings.removeValue(forKey: ExactString(name)) }
            former?.tenant.close()
            // Another process may have made it.
            return had || former != nil
        }
    }
}
