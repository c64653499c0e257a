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
                number = try log.append(entry, keeping: capacity, bytes: byteLimit)
            } catch {
                wait(Array(waiting[index...]))
                return JournalEntry(id: 0, at: now, recorded)
            }
        }
        if !listeners.isEmpty { catchUp() }
        return JournalEntry(id: number, at: now, recorded)
    }

    /// Reads the entries that processes have appended since the last call, and tells those who wait for them.
    ///
    /// A failure of the log leaves the entries as they are. A log that has lost its data, or is an older copy, is read
    /// from the start.
    package func catchUp() {
        guard let log else { return }
        readingLog.withLock { _ in
            var hasRestarted = false
            while let page = try? log.page(after: end.lastID) {
                // No removal is counted where a server has lost its data: the log is then shorter than what was read.
                let keepsNumbers = page.last >= end.lastID
                guard page.removals == removals, keepsNumbers || hasRestarted else {
                    take(removals: page.removals, keepsNumbers: keepsNumbers)
                    hasRestarted = true
                    continue
                }
                guard !page.entries.isEmpty else { return }
                take(page.entries.map { number, bytes in (number, entry(number, bytes)) })
            }
        }
    }

    /// Removes all entries; ids continue, so that clients that wait for newer entries are not affected.
    package func removeAll() throws(Refusal) {
        try empty(restarts: false)
        removeEntries()
    }

    private func empty(restarts: Bool) throws(Refusal) {
        guard let log else { return }
        do throws(StoreFailure) {
            try log.removeAll(restarts: restarts)
        } catch {
            throw Refusal(error)
        }
    }

    /// The entries as a log has them.
    package var stored: [[UInt8]] { contents.kept.map(\.stored.encoded) }

    /// Replaces the entries by those of a log, numbered from 1; entries of a shared log are replaced by a commit, and
    /// are read from it.
    package func install(stored: [[UInt8]]) {
        guard log == nil else { return }
        install(Contents())
        take(stored.enumerated().map { index, bytes in (index + 1, entry(index + 1, bytes)) })
    }

    /// Reads an entry of a log; nil where this program cannot.
    private func entry(_ number: Int, _ bytes: [UInt8]) -> JournalEntry? {
        do throws(RecordCodingError) {
            let exchange = try StoredExchange(encoded: bytes)
            return JournalEntry(id: number, at: exchange.at, exchange.recorded)
        } catch {
            noteUnreadable(error)
            return nil
        }
    }
}
