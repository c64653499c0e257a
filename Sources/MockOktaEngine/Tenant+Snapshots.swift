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
    func resetJournal(to settings: Settings, keepsEntries: Bool) {
        journal.capacity = settings.journalCapacity
        if !keepsEntries { journal.reset() }
    }

    /// Removes sessions, sign-ins, and the messages that belong to them.
    func removeSessions() throws(Refusal) {
        try state.removeSessions()
        try outbox.restore(Outbox.Contents())
    }

    package var snapshotNames: [String] {
        snapshots.withLock { $0.keys.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    }

    package func saveSnapshot(_ name: String, limit: Int?) throws(Refusal) -> Bool {
        let restoration = try exclusively { () throws(Refusal) in try snapshot() }
        return snapshots.withLock { snapshots in
            guard snapshots[name] != nil || snapshots.count < limit ?? .max else { return false }
            snapshots[name] = restoration
            return true
        }
    }

    package func restoreSnapshot(_ name: String) throws(Refusal) -> Bool {
        guard let restore = snapshots.withLock({ $0[name] }) else { return false }
        try exclusively { () throws(Refusal) in try restore() }
        return true
    }

    package func removeSnapshot(_ name: String) -> Bool {
        snapshots.withLock { $0.removeValue(forKey: ExactString(name)) } != nil
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
            journal.restore(journalled)
            faults.restore(faulty)
            try archive?.faults.keep(StoredFaults(faulty))
            keys.restore(rotated)
            try archive?.keep(allRotated: rotated)
            rateLimits.restore(counted)
            try outbox.restore(sent)
            let real = realTime()
            moving.withLock { moving in
                let before = moving.clock.now(real: real)
                var restored = kept
                let isBack = restored.clock.now(real: real) < before
                restored.timeline = moving.timeline.returned(to: kept.timeline, from: isBack ? before : nil)
                // A reset returns to the fixtures of the last reload, even after an older snapshot was restored.
                restored.start = moving.start
                restored.revision = moving.revision + 1
                moving = restored
            }
        }
    }
}
