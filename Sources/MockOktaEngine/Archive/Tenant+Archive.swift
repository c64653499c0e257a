package import MockOktaControl
import MockOktaCrypto
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

extension Tenant {
    /// The name of an isolated org's stores.
    static func storeName(of tenant: String) -> String { "tenant:" + tenant }

    /// The fixture of its own that an isolated org of this name was made with.
    func storedFixture(of name: String) throws(Refusal) -> Organization? {
        guard archive != nil else { return nil }
        let stored = try TenantArchive(store.engine(of: Self.storeName(of: name))).fixtures.kept()
        return try stored?.organization(since: organization)
    }

    /// Takes over what an earlier process has left in the store.
    ///
    /// Changes of the org by an API are dropped where the fixtures have changed since, as by a reload.
    func load(_ archive: TenantArchive) throws(Refusal) {
        let start = moving.withLock { $0.start }
        if let time = try archive.times.kept() {
            moving.withLock { ($0.clock, $0.timeline) = (time.clock, time.timeline) }
        }
        let stored = try archive.organizations.kept()
        if let stored, stored.start == StoredOrganization.digest(of: start.organization) {
            let organization = try stored.organization(since: start.organization)
            moving.withLock { $0.organization = organization }
        } else {
            try archive.organizations.keep(
                StoredOrganization(start.organization, since: start.organization)
            )
            try FixtureGrants.seed(
                start.organization,
                in: state.grants,
                at: now,
                replacing: stored == nil
            )
        }
        keys.restore(try archive.rotated(in: organization))
        faults.restore(try archive.faults.kept()?.contents ?? FaultRegistry.Contents())
        try outbox.load()
    }

    /// Runs a change of the tenant while no other one runs, and writes what it has changed.
    ///
    /// - Parameter change: changes the tenant.
    /// - Returns: its result.
    /// - Throws: any refusal of `change`, and `Refusal` where a store fails; clock and org are then as before.
    func exclusively<Outcome>(_ change: () throws(Refusal) -> Outcome) throws(Refusal) -> Outcome {
        try changing.withLock { _ throws(Refusal) in
            guard let archive else { return try change() }
            let former = moving.withLock { $0 }
            do throws(Refusal) {
                let outcome = try change()
                try archive.keep(moving.withLock { $0 }, after: former)
                return outcome
            } catch {
                moving.withLock { moving in
                    (moving.organization, moving.start) = (former.organization, former.start)
                    (moving.clock, moving.timeline) = (former.clock, former.timeline)
                    moving.revision += 1
                }
                throw error
            }
        }
    }

    /// Returns the fault that acts on a request, and counts it.
    func takeFault(_ facts: RequestFacts, at now: Instant) throws(Refusal) -> TriggeredFault? {
        guard archive != nil else { return faults.take(facts, at: now, seed: seed) }
        do throws(ControlError) {
            return try changeFaults { faults in faults.take(facts, at: now, seed: seed) }
        } catch {
            throw Refusal(StoreFailure(error.message))
        }
    }

    package func changeFaults<Outcome: Sendable>(
        _ change: (FaultRegistry) throws(ControlError) -> Outcome
    ) throws(ControlError) -> Outcome {
        guard let archive else { return try change(faults) }
        let former = faults.contents
        let result: Result<Outcome, ControlError>
        do throws(Refusal) {
            result = try exclusively { () throws(Refusal) in
                let result: Result<Outcome, ControlError>
                do throws(ControlError) {
                    result = .success(try change(faults))
                } catch {
                    result = .failure(error)
                }
                try archive.faults.keep(StoredFaults(faults.contents))
                return result
            }
        } catch {
            faults.restore(former)
            throw ControlError(.storeUnavailable, error.why)
        }
        return try result.get()
    }
}

extension TenantArchive {
    /// Writes what differs between two states.
    func keep(_ state: Tenant.MutableState, after former: Tenant.MutableState) throws(Refusal) {
        let (time, earlier) = (TenantTime(state), TenantTime(former))
        if time != earlier { try times.keep(time) }
        if state.organization !== former.organization
            || state.start.organization !== former.start.organization
        {
            try organizations.keep(
                StoredOrganization(state.organization, since: state.start.organization)
            )
        }
    }

    /// Writes the result of a server's rotation.
    func keep(_ rotated: TenantKeys.Rotated?, of server: AuthorizationServerID) throws(CryptoError) {
        guard let rotated else { return }
        let stored = try StoredRotation(server, rotated)
        do throws(Refusal) {
            let key = StoredRotation.key(of: server)
            try rotations.insert(stored, for: key, expires: .distantFuture, at: Self.always)
        } catch {
            throw CryptoError(.generateKey, reason: error.why)
        }
    }

    /// Writes the results of all rotations.
    func keep(allRotated contents: [AuthorizationServerID: TenantKeys.Rotated]) throws(Refusal) {
        try rotations.removeAll()
        do throws(CryptoError) {
            for (server, rotated) in contents { try keep(rotated, of: server) }
        } catch {
            throw Refusal(StoreFailure(error.reason))
        }
    }

    /// The results of rotations, as far as the org has their servers.
    func rotated(
        in organization: Organization
    ) throws(Refusal) -> [AuthorizationServerID: TenantKeys
        .Rotated]
    {
        var all: [StoredRotation] = []
        try rotations.forEach(at: Self.always) { _, rotation in all.append(rotation) }
        var contents: [AuthorizationServerID: TenantKeys.Rotated] = [:]
        for rotation in all {
            do throws(CryptoError) {
                contents[rotation.server] = try rotation.rotated(in: organization)
            } catch {
                throw Refusal(
                    StoreFailure("a key of \(rotation.server) in the store cannot be read: \(error)")
                )
            }
        }
        return contents
    }
}
