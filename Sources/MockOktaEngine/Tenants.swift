import MockOktaControl
import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// The orgs of one process: the main org, and isolated orgs, which are created when a request needs their state.
package final class Tenants: Sendable {
    private struct Sibling: Sendable {
        let tenant: Tenant
        /// Whether it has the main org's fixtures and is reloaded with them.
        let followsMain: Bool
    }

    private struct State: Sendable {
        var siblings: [ExactString: Sibling] = [:]
        /// Answers requests that need no state, such as those for unknown paths, for isolated orgs not yet created.
        var unmade: Tenant?
    }

    package let main: Tenant
    private let state = Lock(State())

    package init(main: Tenant) {
        self.main = main
    }

    /// The maximum number of isolated orgs (`mock.limits.tenants`).
    package var limit: Int { main.organization.settings.limit(.tenants) }

    /// Returns the tenant of a name, which the first call creates; a nil name means the main one.
    ///
    /// - Returns: the tenant; nil where it would exceed the limit.
    package func tenant(_ name: String?) throws(Refusal) -> Tenant? {
        guard let name else { return main }
        if let tenant = existing(name) { return tenant }
        let limit = limit
        return try state.withLock { state throws(Refusal) in
            if let sibling = state.siblings[name] { return sibling.tenant }
            guard state.siblings.count < limit else { return nil }
            let hasOwnFixture = try main.storedFixture(of: name) != nil
            let tenant = try main.makeSibling(named: name)
            state.siblings[name] = Sibling(tenant: tenant, followsMain: !hasOwnFixture)
            return tenant
        }
    }

    /// The tenant of a name; nil where it has not been created.
    func existing(_ name: String) -> Tenant? { state.withLock { $0.siblings[name]?.tenant } }

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
            _ = try tenant(String(name.dropFirst(prefix.count)))
        }
    }

    /// Makes an isolated org in place of one of the same name, whose state is removed.
    private func remake(_ name: String, playing organization: Organization?) throws(Refusal) -> Tenant {
        try clear(name)
        let tenant = try main.makeSibling(named: name, playing: organization)
        if let organization {
            try tenant.archive?.fixtures.keep(StoredOrganization(whole: organization))
        }
        return tenant
    }

    /// Removes the state of an isolated org from a store outside this process.
    private func clear(_ name: String) throws(Refusal) {
        guard storeKind.isOutside else { return }
        do throws(StoreFailure) {
            try main.store.remove(tenant: Tenant.storeName(of: name))
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
        let tenant = try remake(name, playing: organization)
        let limit = limit
        let (isMade, former) = state.withLock { state in
            let former = state.siblings[name]
            guard former != nil || state.siblings.count < limit else { return (false, former) }
            state.siblings[name] = Sibling(tenant: tenant, followsMain: organization == nil)
            return (true, former)
        }
        former?.tenant.close()
        return isMade
    }

    package var storeKind: StoreKind { main.store.kind }

    package func checkStore() throws(StoreFailure) { try main.store.check() }

    package func remove(_ name: String) throws(Refusal) -> Bool {
        try clear(name)
        let former = state.withLock { $0.siblings.removeValue(forKey: ExactString(name)) }
        former?.tenant.close()
        return former != nil
    }
}
