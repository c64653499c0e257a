import DequeModule
import MockOktaHTTP
package import MockOktaModel
import MockOktaSystem

/// The part of a journal that several processes share: each appends to a log, and reads the entries of all from it.
extension Journal {
    /// Appends an exchange to the log.
    ///
    /// While the log does not answer, exchanges wait for it in memory, and get their numbers when it answers again.
    func append(_ recorded: RecordedExchange, at now: Instant, to log: any SharedLog) -> JournalEntry {
        let bytes = StoredExchange(at: now, recorded).encoded
        let waiting = takeWaiting() + [bytes]
        var number = 0
        for (index, entry) in waiting.enumerated() {
            do throws(StoreFailure) {
                number = try log.append(entry, keeping: capacity)
            } catch {
                wait(Array(waiting[index...]))
                return JournalEntry(id: 0, at: now, recorded)
            }
        }
        if hasListeners { catchUp() }
        return JournalEntry(id: number, at: now, recorded)
    }

    /// Reads the entries that processes have appended since the last call, and tells those who wait for them.
    ///
    /// A failure of the log leaves the entries as they are.
    package func catchUp() {
        guard let log else { return }
        readingLog.withLock { _ in
            while let page = try? log.page(after: end.lastID) {
                if page.removals != removals {
                    take(removals: page.removals, keepsNumbers: page.last >= end.lastID)
                    continue
                }
                guard let last = page.entries.last else { return }
                let entries = page.entries.compactMap { number, bytes in
                    (try? StoredExchange(encoded: bytes)).map { JournalEntry(id: number, at: $0.at, $0.recorded) }
                }
                take(entries, upTo: last.number)
            }
        }
    }

    /// Removes all entries; ids continue, so that clients that wait for newer entries are not affected.
    package func removeAll() throws(Refusal) {
        try empty(restarts: false)
        removeEntries()
    }

    /// Removes all entries; ids start from 1 again.
    package func reset() throws(Refusal) {
        try restore(Contents())
    }

    private func empty(restarts: Bool) throws(Refusal) {
        guard let log else { return }
        do throws(StoreFailure) {
            try log.removeAll(restarts: restarts)
        } catch {
            throw Refusal(error)
        }
    }

    package func restore(_ contents: Contents) throws(Refusal) {
        guard log != nil else { return install(contents) }
        try restore(stored: contents.kept.map(\.stored.encoded))
    }

    /// The entries as the log has them.
    package var stored: [[UInt8]] { contents.kept.map(\.stored.encoded) }

    /// Replaces the entries of the log.
    package func restore(stored: [[UInt8]]) throws(Refusal) {
        guard let log else { return }
        try empty(restarts: true)
        do throws(StoreFailure) {
            for entry in stored { _ = try log.append(entry, keeping: capacity) }
        } catch {
            throw Refusal(error)
        }
    }
}
