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
        return try other.fixtures.kept()?.organization(since: organization)
    }

    /// The parts that commits write.
    private var parts: TenantParts {
        TenantParts(moving: moving.withLock { $0 }, rotated: keys.contents, faults: faults.contents)
    }

    /// Runs a change of the tenant while no other one runs, and writes what it has changed.
    ///
    /// - Parameter change: changes the tenant. It runs again, from the new state, where another process was first.
    /// - Returns: its result.
    /// - Throws: any refusal of `change`, and `Refusal` where a store fails; the tenant is then as before.
    func exclusively<Outcome>(_ change: () throws(Refusal) -> Outcome) throws(Refusal) -> Outcome {
        try changing.withLock { _ throws(Refusal) in
            guard let archive else { return try change() }
            for _ in 0..<Self.attempts {
                guard try catchUpAlone(archive) else {
                    let text = "the store has lost the org, or another process has removed it; start this one again"
                    throw Refusal(StoreFailure(text))
                }
                let former = parts
                do throws(Refusal) {
                    let outcome = try change()
                    if try keep(after: former, in: archive) { return outcome }
                } catch {
                    undo(to: former)
                    throw error
                }
                undo(to: former)
            }
            throw Refusal(StoreFailure("other processes change the org faster than this one can"))
        }
    }

    /// Writes what differs from former parts; returns false where another process was first.
    private func keep(after former: TenantParts, in archive: TenantArchive) throws(Refusal) -> Bool {
        let present = parts
        let writes = try present.writes(after: former, keepsStart: archive.isShared && isMain, archive)
        let (lead, formerLead) = (present.moving.clock.lead, former.moving.clock.lead)
        guard lead != formerLead else { return try archive.commit(writes) }
        // Where records live longer in real time, the engine must know it first.
        let isLonger = lead.map { new in formerLead.map { new < $0 } ?? false } ?? true
        if isLonger { try archive.follow(lead) }
        let isFirst = try archive.commit(writes)
        if isFirst, !isLonger { try archive.follow(lead) }
        return isFirst
    }

    private func undo(to former: TenantParts) {
        moving.withLock { moving in
            (moving.organization, moving.start) = (former.moving.organization, former.moving.start)
            (moving.clock, moving.timeline) = (former.moving.clock, former.moving.timeline)
            moving.revision += 1
        }
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
            result = try exclusively { () throws(Refusal) in
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
