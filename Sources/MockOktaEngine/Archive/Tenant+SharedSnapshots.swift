import MockOktaControl
import MockOktaCrypto
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

/// Snapshots in a store outside this process.
extension Tenant {
    /// Copies everything except the snapshots themselves.
    func storedSnapshot(_ archive: TenantArchive) throws(Refusal) -> StoredSnapshot {
        let kept = moving.withLock { moving in
            moving.timeline.beginEpoch()
            return moving
        }
        journal.catchUp()
        try outbox.load()
        var stores: [StoredSnapshot.Store] = []
        for name in state.names { stores.append(.init(name: name, rows: try archive.rows(of: name))) }
        var rotations: [StoredRotation] = []
        try archive.rotations.forEach(at: TenantArchive.always) { _, rotation in rotations.append(rotation) }
        return StoredSnapshot(kept, rotations, faults.contents, outbox.contents, journal.stored, stores)
    }

    func restore(_ stored: StoredSnapshot, _ changes: inout RecordChanges) throws(Refusal) {
        let organization = try stored.organization.organization(since: organization)
        changes.restored = stored.stores
        changes.outbox = stored.outbox
        changes.exchanges = stored.exchanges.map(\.bytes)
        faults.restore(stored.faults.contents)
        keys.restore(try Self.rotated(stored.rotations, in: organization))
        changes.afterwards.append { self.rateLimits.reset() }
        let real = realTime()
        moving.withLock { moving in
            var kept = moving
            (kept.clock, kept.timeline) = (stored.time.clock, stored.time.timeline)
            kept.organization = organization
            moving.restore(kept, real: real)
        }
    }

    /// The results of rotations, as far as the org has their servers.
    static func rotated(
        _ all: [StoredRotation],
        in organization: Organization
    ) throws(Refusal) -> [AuthorizationServerID: TenantKeys.Rotated] {
        var contents: [AuthorizationServerID: TenantKeys.Rotated] = [:]
        for rotation in all {
            do throws(CryptoError) {
                contents[rotation.server] = try rotation.rotated(in: organization)
            } catch {
                let text = "a key of \(rotation.server) in the store cannot be read: \(error)"
                throw Refusal(StoreFailure(text))
            }
        }
        return contents
    }
}

extension Tenant.MutableState {
    /// Returns to an earlier state.
    ///
    /// A reset returns to the fixtures of the last reload, even after an older snapshot was restored.
    mutating func restore(_ kept: Tenant.MutableState, real: Instant) {
        let before = clock.now(real: real)
        var restored = kept
        let isBack = restored.clock.now(real: real) < before
        restored.timeline = timeline.returned(to: kept.timeline, from: isBack ? before : nil)
        restored.start = start
        restored.revision = revision + 1
        self = restored
    }
}
