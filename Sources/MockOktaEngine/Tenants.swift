import MockOktaControl
import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// The orgs of one process: the main one, and isolated ones that are made when a request needs their state.
package final class Tenants: Sendable {
    private struct Sibling: Sendable {
        let tenant: Tenant
        /// Whether it has the main org's fixtures, and so follows their reload.
        let followsMain: Bool
    }

    private struct State: Sendable {
        var siblings: [String: Sibling] = [:]
        /// Answers what needs no state, such as an unknown path, for orgs that have not been made.
        var unmade: Tenant?
    }

    package let main: Tenant
    private let state = Lock(State())

    /// How many isolated orgs there may be where `mock.limits.tenants` says nothing.
    private static let standardLimit = 1000

    package init(main: Tenant) {
        self.main = main
    }

    /// How many isolated orgs there may be (`mock.limits.tenants`).
    package var limit: Int { main.organization.settings.source["limits"]?["tenants"]?.integer ?? Self.standardLimit }

    /// The tenant of a name, made at the first call; nil is the main one.
    ///
    /// - Returns: the tenant; nil where there are as many as allowed.
    package func tenant(_ name: String?) -> Tenant? {
        guard let name else { return main }
        if let tenant = existing(name) { return tenant }
        let limit = limit
        return state.withLock { state in
            if let sibling = state.siblings[name] { return sibling.tenant }
            guard state.siblings.count < limit else { return nil }
            let tenant = main.makeSibling(named: name)
            state.siblings[name] = Sibling(tenant: tenant, followsMain: true)
            return tenant
        }
    }

    /// The tenant of a name, where it has been made.
    func existing(_ name: String) -> Tenant? { state.withLock { $0.siblings[name]?.tenant } }

    /// A tenant for requests that need no state.
    package var unmade: Tenant {
        state.withLock { state in
            if let tenant = state.unmade { return tenant }
            let tenant = main.makeSibling(named: "")
            state.unmade = tenant
            return tenant
        }
    }

    /// Replaces the main org after its fixtures changed, and the orgs that were made from them.
    ///
    /// Orgs with fixtures of their own stay as they are. Changes that an API made to an org are lost.
    ///
    /// - Parameter organization: from the changed fixtures.
    /// - Returns: the names of the isolated orgs that follow.
    package func reload(_ organization: Organization) -> [String] {
        main.replaceOrganization(organization)
        let followers = state.withLock { state in
            state.unmade = nil
            return state.siblings.filter(\.value.followsMain)
        }
        for follower in followers.values { follower.tenant.replaceOrganization(organization) }
        return followers.keys.sorted()
    }
}

extension Tenants: ControlledOrgs {
    package var names: [String] { state.withLock { $0.siblings.keys.sorted() } }

    package func create(_ name: String, playing organization: Organization?) -> Bool {
        let tenant = main.makeSibling(named: name, playing: organization)
        let limit = limit
        let (isMade, former) = state.withLock { state in
            let former = state.siblings[name]
            guard former != nil || state.siblings.count < limit else { return (false, former) }
            state.siblings[name] = Sibling(tenant: tenant, followsMain: organization == nil)
            return (true, former)
        }
        former?.tenant.journal.close()
        return isMade
    }

    package func remove(_ name: String) -> Bool {
        let former = state.withLock { $0.siblings.removeValue(forKey: name) }
        former?.tenant.journal.close()
        return former != nil
    }
}
