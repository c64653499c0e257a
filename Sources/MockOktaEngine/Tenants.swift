import MockOktaControl
package import MockOktaModel
import MockOktaSystem

/// The orgs of one process: the main one, and isolated ones that are made when they are first spoken of.
package final class Tenants: Sendable {
    package let main: Tenant
    private let others = Lock<[String: Tenant]>([:])

    package init(main: Tenant) {
        self.main = main
    }

    /// The tenant of a name; nil is the main one.
    package func tenant(_ name: String?) -> Tenant {
        guard let name else { return main }
        return others.withLock { others in
            if let tenant = others[name] { return tenant }
            let tenant = main.makeSibling(named: name)
            others[name] = tenant
            return tenant
        }
    }
}

extension Tenants: ControlledOrgs {
    package var names: [String] { others.withLock { $0.keys.sorted() } }

    /// Makes a tenant anew, in the place of an earlier one of its name.
    package func create(_ name: String, playing organization: Organization?) {
        let tenant = main.makeSibling(named: name, playing: organization)
        others.withLock { $0[name] = tenant }
    }

    package func remove(_ name: String) -> Bool {
        others.withLock { $0.removeValue(forKey: name) } != nil
    }
}
