import MockOktaControl
import MockOktaEndpoints
package import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaManagement
import MockOktaModel
import MockOktaSystem

/// What a process reads of the changes of others, where several share a store.
///
/// A failure of the store is left to the part of a request that needs the store. So is a loss of its data: an isolated
/// org is dropped only where the store has the main org. Where the store answers, but an org in it cannot be read,
/// requests that use the org are refused: this process would serve a former one without end.
extension Tenants {
    /// Reads what others have changed, so that a request sees it.
    ///
    /// - Returns: why the request is refused: the org that it uses cannot be read.
    func catchUp(with address: TenantAddress) -> Refusal? {
        read("")
        if let name = address.name { read(name) }
        let path = address.request.path
        if ControlFeature.owns(path) || ManagementFeature.readsLog(path) {
            if ControlFeature.listsOrgs(address.request) { catchUpNames() }
            let tenant = address.name.map { existing($0) } ?? main
            tenant?.journal.catchUp()
            if ControlFeature.readsMessages(path) { try? tenant?.outbox.load() }
        }
        return ControlFeature.usesOrg(address.request) ? failure(of: address.name ?? "") : nil
    }

    func failure(of name: String) -> Refusal? { failures.withLock { $0[ExactString(name)] } }

    /// Reads the org of a name, the main one where it is empty, unless this process does not have it.
    private func read(_ name: String) {
        if name.isEmpty {
            read(main, name)
        } else if let sibling = state.withLock({ $0.siblings[name] }) {
            read(sibling.tenant, name)
        } else {
            note(nil, of: name)
        }
    }

    /// Reads what others have changed of an org; an isolated one that another process has removed is dropped.
    private func read(_ tenant: Tenant, _ name: String, isRetry: Bool = false) {
        do throws(Refusal) {
            let isThere = try tenant.catchUp()
            note(nil, of: name)
            if !isThere { drop(name, tenant) }
        } catch {
            guard (try? main.store.check()) != nil else { return }
            // The store may have been away, and have come back since.
            guard isRetry || failure(of: name) != nil else { return read(tenant, name, isRetry: true) }
            note(error, of: name)
        }
    }

    /// Keeps why an org cannot be read; nil where it was.
    private func note(_ failure: Refusal?, of name: String) {
        failures.withLock { failures in
            if failure != nil || !failures.isEmpty { failures[ExactString(name)] = failure }
        }
    }

    /// Reads the orgs again that could not be read: another process may have changed or removed them since.
    ///
    /// - Throws: `StoreFailure` where one still cannot be read.
    func checkFailures() throws(StoreFailure) {
        for name in failures.withLock({ $0.keys.map(\.text) }).sorted() {
            read(name)
            guard let refusal = failure(of: name) else { continue }
            throw StoreFailure(name.isEmpty ? refusal.why : "the org \(name): \(refusal.why)")
        }
    }

    /// Makes and drops isolated orgs as others have.
    private func catchUpNames() {
        for (name, sibling) in state.withLock({ $0.siblings }) { read(sibling.tenant, name.text) }
        try? load()
    }

    /// Drops isolated orgs that others have removed, as far as the store does not have their names any more.
    func dropRemoved() {
        let prefix = Tenant.storeName(of: "")
        guard let names = try? main.store.tenants() else { return }
        let present = Set(texts: names)
        for (name, sibling) in state.withLock({ $0.siblings }) where !present.contains(prefix + name.text) {
            read(sibling.tenant, name.text)
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

extension ControlFeature {
    /// What the control API reads without the org: exchanges, the names of the orgs, and what belongs to the server.
    private static let readsWithoutOrg = [
        "/store", "/openapi.json", "/ca.pem", "/requests", "/gaps", "/events", "/orgs",
    ]

    /// Whether the answer to a request, of the control API or not, depends on the org as the store has it.
    fileprivate static func usesOrg(_ request: HTTPRequest) -> Bool {
        guard owns(request.path) else { return true }
        guard needsTenant(request) else { return false }
        let path = request.path.dropFirst(prefix.count)
        return switch request.method {
        case .get, .head: !readsWithoutOrg.contains { path.hasPrefix($0) }
        case .delete: !path.hasPrefix("/orgs/")
        default: true
        }
    }
}

extension EndpointTable.Match {
    /// The match where the org cannot be read: the endpoint refuses the request, unless it has a public document.
    ///
    /// - Parameters:
    ///   - failure: why the org cannot be read; nil where it can.
    ///   - tenant: the org as it was read last. Others may have made an authorization server that it does not have.
    /// - Returns: the match, or one whose endpoint refuses as where it needs a store that fails.
    func refused(by failure: Refusal?, in tenant: Tenant) -> EndpointTable.Match {
        guard let failure, case .found(let endpoint, let parameters) = self, !endpoint.isPublicDocument else {
            return self
        }
        let hasServer = server(in: tenant.organization)?.isActive == true
        let refusing = Endpoint(
            endpoint.methods,
            endpoint.paths,
            hasServer ? endpoint.subject : .org,
            endpoint.kind,
            .light,
            .noKeys,
            .json
        ) { context in
            endpoint.refuse(failure, &context)
        }
        return .found(refusing, parameters)
    }
}
