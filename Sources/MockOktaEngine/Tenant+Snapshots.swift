import MockOktaControl
import MockOktaFormats
import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem

extension Tenant {
    /// Ends the streams and waits of a tenant that was replaced or removed.
    func close() {
        journal.close()
        outbox.close()
    }

    /// Returns the journal to its settings at the start, without its entries unless they are kept.
    func resetJournal(to settings: Settings, keepsEntries: Bool) throws(Refusal) {
        journal.capacity = settings.journalCapacity
        if !keepsEntries { try journal.reset() }
    }

    /// Removes sessions, sign-ins, and the messages that belong to them.
    func removeSessions() throws(Refusal) {
        try state.removeSessions()
        try outbox.restore(Outbox.Contents())
    }

    /// The archive in which processes share snapshots; nil where they are in memory.
    private var sharedSnapshots: TenantArchive? { archive.flatMap { $0.isShared ? $0 : nil } }

    package var snapshotNames: [String] {
        get throws(Refusal) {
            var names = snapshots.withLock { Array($0.keys) }
            if let archive = sharedSnapshots {
                try archive.snapshotNames.forEach(at: TenantArchive.always) { _, name in names.append(name) }
            }
            return names.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
    }

    package func saveSnapshot(_ name: String, limit: Int?) throws(Refusal) -> Bool {
        guard let archive = sharedSnapshots else {
            let restoration = try exclusively { () throws(Refusal) in try snapshot() }
            return snapshots.withLock { snapshots in
                guard snapshots[name] != nil || snapshots.count < limit ?? .max else { return false }
                snapshots[name] = restoration
                return true
            }
        }
        let names = try snapshotNames
        guard names.contains(name) || names.count < limit ?? .max else { return false }
        let stored = try exclusively { () throws(Refusal) in try storedSnapshot(archive) }
        let (key, always) = (StoredSnapshot.key(of: name), TenantArchive.always)
        try archive.snapshots.insert(stored, for: key, expires: .distantFuture, at: always)
        try archive.snapshotNames.insert(ExactString(name), for: key, expires: .distantFuture, at: always)
        return true
    }

    package func restoreSnapshot(_ name: String) throws(Refusal) -> Bool {
        guard let archive = sharedSnapshots else {
            guard let restore = snapshots.withLock({ $0[name] }) else { return false }
            try exclusively { () throws(Refusal) in try restore() }
            return true
        }
        let key = StoredSnapshot.key(of: name)
        guard let stored = try archive.snapshots.record(key, at: TenantArchive.always) else { return false }
        try exclusively { () throws(Refusal) in try restore(stored, archive) }
        return true
    }

    package func removeSnapshot(_ name: String) throws(Refusal) -> Bool {
        guard let archive = sharedSnapshots else {
            return snapshots.withLock { $0.removeValue(forKey: ExactString(name)) } != nil
        }
        let key = StoredSnapshot.key(of: name)
        try archive.snapshotNames.remove(key, at: TenantArchive.always)
        return try archive.snapshots.take(key, at: TenantArchive.always) != nil
    }

    /// Saves everything except the snapshots themselves; all parts are values that are copied on write.
    private func snapshot() throws(Refusal) -> Restore {
        let kept = moving.withLock { moving in
            moving.timeline.beginEpoch()
            return moving
        }
        let (stores, journalled, faulty) = (try state.snapshot(), journal.contents, faults.contents)
        let (rotated, counted, sent) = (keys.contents, rateLimits.contents, outbox.contents)
        // Weak, because the tenant owns its snapshots.
        return { [weak self] () throws(Refusal) in
            guard let self else { return }
            try stores()
            try journal.restore(journalled)
            faults.restore(faulty)
            keys.restore(rotated)
            rateLimits.restore(counted)
            try outbox.restore(sent)
            let real = realTime()
            moving.withLock { $0.restore(kept, real: real) }
        }
    }
}
