package import MockOktaControl
import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

extension Tenant {
    /// More attempts than processes cause that share a store: then something else changes it without end.
    private static let attempts = 1000

    /// The name of an isolated org's stores.
    static func storeName(of tenant: String) -> String { "tenant:" + tenant }

    /// The fixture of its own that an isolated org of this name was made with.
    func storedFixture(of name: String) throws(Refusal) -> Organization? {
        guard archive != nil, let other = TenantArchive(of: Self.storeName(of: name), in: store) else { return nil }
        // What this process knows of the org may be that of a former one of the same name.
        _ = try other.known()
        return try other.fixtures.kept()?.organization(since: organization)
    }

    /// The parts that commits write.
    private var parts: TenantParts {
        TenantParts(moving: moving.withLock { $0 }, rotated: keys.contents, faults: faults.contents)
    }

    /// Runs a change of the tenant while no other one runs, and writes what it has changed.
    ///
    /// Everything that a change writes to a store outside this process is one commit, except that what was issued for
    /// subjects that have ended is ended after it: there may be a million grants. The commit says whose it is, so that
    /// the next change, or the next start, ends what a failure has left. Until then org and timeline refuse it.
    ///
    /// - Parameter change: changes the tenant. It runs again, from the new state, where another process was first.
    /// - Returns: its result.
    /// - Throws: any refusal of `change`, and `Refusal` where a store fails; the tenant is then as before.
    func exclusively<Outcome>(
        _ change: (inout RecordChanges) throws(Refusal) -> Outcome
    ) throws(Refusal) -> Outcome {
        try changing.withLock { _ throws(Refusal) in
            guard let archive else {
                var changes = RecordChanges()
                let outcome = try change(&changes)
                try makeInMemory(changes)
                return outcome
            }
            for _ in 0..<Self.attempts {
                guard try catchUpAlone(archive) else {
                    throw Refusal(StoreFailure.lostTenant)
                }
                let former = parts
                do throws(Refusal) {
                    try finishEndings()
                    var changes = RecordChanges()
                    let outcome = try change(&changes)
                    if try keep(changes, after: former, in: archive) {
                        if !changes.ended.isEmpty { settle(archive) }
                        return outcome
                    }
                } catch {
                    undo(to: former)
                    throw error
                }
                undo(to: former)
            }
            throw Refusal(StoreFailure("other processes change the org faster than this one can"))
        }
    }

    private func makeInMemory(_ changes: RecordChanges) throws(Refusal) {
        try state.end(EndedSubjects(changes.ended), at: now)
        if changes.removesGrants { try state.removeGrants() }
        if changes.removesSessions { try state.removeSessions() }
        for seed in changes.seeds { try state.grants.insert(seed.grant, for: seed.key, expires: seed.expires, at: now) }
        finish(changes)
    }

    /// Does in memory what follows from a change that has been kept.
    private func finish(_ changes: RecordChanges) {
        if changes.removesGrants { caches.pushedRequests.removeAll() }
        if let contents = changes.outbox { outbox.install(contents) }
        if let exchanges = changes.exchanges { journal.install(stored: exchanges) }
        for step in changes.afterwards { step() }
    }

    /// Ends what was issued for subjects that have ended, and notes that it is done.
    private func finishEndings() throws(Refusal) {
        let subjects = moving.withLock { $0.endings }
        guard !subjects.isEmpty else { return }
        try state.end(EndedSubjects(subjects), at: now)
        moving.withLock { $0.endings = [] }
    }

    /// Ends what was issued for subjects that a change has ended; a failure is left to the next change.
    func settle(_ archive: TenantArchive) {
        let former = parts
        do throws(Refusal) {
            try finishEndings()
            if try !keep(RecordChanges(), after: former, in: archive) { undo(to: former) }
        } catch {
            undo(to: former)
        }
    }

    /// Writes what differs from former parts; returns false where another process was first.
    private func keep(
        _ changes: RecordChanges,
        after former: TenantParts,
        in archive: TenantArchive
    ) throws(Refusal) -> Bool {
        moving.withLock { $0.endings.formUnion(changes.ended) }
        var present = parts
        var commit = try present.commit(after: former, keepsStart: archive.isShared && isMain, archive)
        add(changes, to: &commit, archive)
        let lead = present.moving.clock.lead
        if lead != former.moving.clock.lead {
            try archive.prepare(lead)
            commit.lead = lead
        }
        guard try archive.commit(commit) else { return false }
        moving.withLock { $0.order = present.moving.order }
        finish(changes)
        return true
    }

    private func add(_ changes: RecordChanges, to commit: inout TenantCommit, _ archive: TenantArchive) {
        let emptied =
            (changes.removesGrants ? state.grantStores : []) + (changes.removesSessions ? state.sessionStores : [])
        for name in emptied { commit.replace(name, by: []) }
        for store in changes.restored { commit.replace(store.name, by: store.rows) }
        for seed in changes.seeds {
            commit.write(StoreWrite(IssuedState.grantStore, seed.key, seed.grant, expires: seed.expires))
        }
        for write in changes.writes { commit.write(write) }
        if let contents = changes.outbox { commit.replaceOutbox(by: contents) }
        if archive.engine.log != nil { commit.log = changes.exchanges }
    }

    private func undo(to former: TenantParts) {
        moving.withLock { moving in
            (moving.organization, moving.start) = (former.moving.organization, former.moving.start)
            (moving.clock, moving.timeline) = (former.moving.clock, former.moving.timeline)
            (moving.endings, moving.order) = (former.moving.endings, former.moving.order)
            moving.revision += 1
        }
        journal.capacity = former.moving.organization.settings.journalCapacity
        keys.restore(former.rotated)
        faults.restore(former.faults)
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
        guard archive != nil else { return try change(faults) }
        let result: Result<Outcome, ControlError>
        do throws(Refusal) {
            result = try exclusively { (_) throws(Refusal) in
                do throws(ControlError) {
                    return .success(try change(faults))
                } catch {
                    return .failure(error)
                }
            }
        } catch {
            throw ControlError(.storeUnavailable, error.why)
        }
        return try result.get()
    }
}
