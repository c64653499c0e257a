import MockOktaControl
import MockOktaFormats
import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem

extension Tenant {
    /// Ends the streams and waits of a tenant that was replaced or removed.
    func close() {
        journal.listeners.close()
        outbox.listeners.close()
    }

    package var snapshotNames: [String] {
        get throws(Refusal) {
            var names = snapshots.withLock { Array($0.keys) }
            if let archive {
                try archive.snapshotNames.forEach(at: TenantArchive.always) { _, name in names.append(name) }
            }
            return names.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
    }

    package func saveSnapshot(_ name: String, limit: Int?) throws(Refusal) -> Bool {
        guard let archive else {
            let restoration = try exclusively { (_) throws(Refusal) in try snapshot() }
            return snapshots.withLock { snapshots in
                guard snapshots[name] != nil || snapshots.count < limit ?? .max else { return false }
                snapshots[name] = restoration
                return true
            }
        }
        return try exclusively { (changes) throws(Refusal) in
            let names = try snapshotNames
            guard names.contains(name) || names.count < limit ?? .max else { return false }
            changes.writes = TenantArchive.writes(of: name, try storedSnapshot(archive))
            return true
        }
    }

    package func restoreSnapshot(_ name: String) throws(Refusal) -> Bool {
        guard let archive else {
            guard let restore = snapshots.withLock({ $0[name] }) else { return false }
            try exclusively { (_) throws(Refusal) in try restore() }
            return true
        }
        return try exclusively { (changes) throws(Refusal) in
            let key = StoredSnapshot.key(of: name)
            guard let stored = try archive.snapshots.record(key, at: TenantArchive.always) else { return false }
            try restore(stored, &changes)
            return true
        }
    }

    package func removeSnapshot(_ name: String) throws(Refusal) -> Bool {
        guard archive != nil else {
            return snapshots.withLock { $0.removeValue(forKey: ExactString(name)) } != nil
        }
        return try exclusively { (changes) throws(Refusal) in
            guard try snapshotNames.contains(name) else { return false }
            changes.writes = TenantArchive.writes(of: name, nil)
            return true
        }
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
            journal.install(journalled)
            faults.restore(faulty)
            keys.restore(rotated)
            rateLimits.restore(counted)
            outbox.install(sent)
            let real = realTime()
            moving.withLock { $0.restore(kept, real: real) }
        }
    }
}
