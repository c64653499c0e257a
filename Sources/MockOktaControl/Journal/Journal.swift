package import DequeModule
package import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel
package import MockOktaSystem

/// The latest exchanges of a tenant, in one order.
///
/// The number of entries and their size are limited; the oldest entries are removed first.
package final class Journal: Sendable {
    /// The contents for a snapshot; copied on write.
    package struct Contents: Sendable {
        fileprivate var entries: Deque<JournalEntry> = []
        fileprivate var bytes = 0
        fileprivate var lastID = 0

        /// The entries, oldest first.
        var kept: Deque<JournalEntry> { entries }
    }

    struct State: Sendable {
        var contents = Contents()
        var capacity: Int
        var generation = 0
        /// How often the entries of the log had been removed when it was last read.
        var removals = 0
        /// Exchanges that are to be appended to the log when it answers again.
        var waiting: [[UInt8]] = []
        /// How many entries of the log could not be read, by the reason.
        var unreadable: [ExactString: Int] = [:]

        mutating func append(_ entry: JournalEntry) {
            reach(entry.id)
            contents.entries.append(entry)
            contents.bytes += entry.size
        }

        /// Notes the id of the next entry; what comes before a gap, which the log no longer has, is removed.
        mutating func reach(_ id: Int) {
            if id != contents.lastID + 1 { (contents.entries, contents.bytes) = ([], 0) }
            contents.lastID = id
        }

        /// Removes the oldest entries beyond the limits; the newest entry stays.
        mutating func shrink(_ byteLimit: Int) {
            while contents.entries.count > capacity || contents.bytes > byteLimit, contents.entries.count > 1,
                let oldest = contents.entries.popFirst()
            {
                contents.bytes -= oldest.size
            }
        }
    }

    /// The greatest size of all entries, as estimated.
    let byteLimit: Int
    private let budget: JournalBudget?
    let state: Lock<State>
    /// Who waits for entries; closed when the tenant was replaced or removed.
    package let listeners = Listeners()
    /// Where several processes share the entries; nil where they are of this process.
    let log: (any SharedLog)?
    /// Serializes the reads of the log.
    let readingLog = Lock<Void>(())

    package static let standardCapacity = 10_000

    /// Creates an empty journal.
    ///
    /// - Parameters:
    ///   - capacity: the greatest number of entries.
    ///   - byteLimit: the greatest size of all entries, as estimated.
    ///   - budget: what the journals of this process share; nil for a journal alone.
    ///   - log: where several processes share the entries; nil where they are of this process.
    package init(
        capacity: Int = standardCapacity,
        byteLimit: Int = StateLimit.journalBytes.standard,
        budget: JournalBudget? = nil,
        log: (any SharedLog)? = nil
    ) {
        self.log = log
        state = Lock(State(capacity: max(1, capacity)))
        self.byteLimit = byteLimit
        self.budget = budget
        budget?.join(self)
    }

    deinit { budget?.leave(bytes) }

    /// The size of all entries, as estimated.
    package var bytes: Int { state.withLock { $0.contents.bytes } }

    /// Removes the oldest entries of at least a size, but not the newest entry; returns how many bytes they had.
    func removeOldest(bytes: Int) -> Int {
        state.withLock { state in
            let former = state.contents.bytes
            state.shrink(max(0, former - bytes))
            return former - state.contents.bytes
        }
    }

    /// Changes the state, and reports the change of size.
    private func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        let (result, growth) = state.withLock { state in
            let former = state.contents.bytes
            let result = body(&state)
            return (result, state.contents.bytes - former)
        }
        budget?.change(by: growth)
        return result
    }

    /// The greatest number of entries, at least 1; a smaller one removes the oldest entries.
    package var capacity: Int {
        get { state.withLock { $0.capacity } }
        set {
            change { state in
                state.capacity = max(1, newValue)
                state.shrink(byteLimit)
            }
        }
    }

    /// Appends an exchange and returns its entry, for a log.
    package func append(
        _ request: HTTPRequest,
        at now: Instant,
        _ outcome: ExchangeOutcome,
        _ answer: RecordedAnswer? = nil
    ) -> JournalEntry {
        let recorded = RecordedExchange(request, outcome, answer)
        if let log { return append(recorded, at: now, to: log) }
        let entry = change { state in
            let entry = JournalEntry(id: state.contents.lastID + 1, at: now, recorded)
            state.append(entry)
            state.shrink(byteLimit)
            return entry
        }
        listeners.signal()
        return entry
    }

    /// The entries with a higher id, oldest first.
    package func entries(after id: Int = 0) -> Deque<JournalEntry>.SubSequence {
        let entries = state.withLock { $0.contents.entries }
        // Ids are consecutive, except where an entry of the log could not be read.
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].id <= id { low = middle + 1 } else { high = middle }
        }
        return entries.dropFirst(low)
    }

    /// The end of the journal.
    var end: Position { state.withLock { Position(generation: $0.generation, lastID: $0.contents.lastID) } }

    /// Removes the entries in memory; ids continue.
    func removeEntries() {
        change { state in
            state.contents.entries = []
            state.contents.bytes = 0
        }
    }

    package var contents: Contents { state.withLock { $0.contents } }

    /// Replaces the entries in memory.
    package func install(_ contents: Contents) {
        change { state in
            state.contents = contents
            state.shrink(byteLimit)
            state.generation += 1
        }
    }
}

// What the shared part of a journal does with the state.
extension Journal {
    var removals: Int { state.withLock { $0.removals } }

    /// Takes the exchanges that wait for the log.
    func takeWaiting() -> [[UInt8]] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    /// Keeps exchanges until the log answers: the latest, no more of them than the journal has entries and bytes.
    func wait(_ exchanges: [[UInt8]]) {
        state.withLock { state in
            var bytes = 0
            let latest = (exchanges + state.waiting).suffix(state.capacity).reversed().prefix { exchange in
                bytes += exchange.count
                return bytes <= byteLimit
            }
            state.waiting = latest.reversed()
        }
    }

    /// The longest list of reasons.
    private static let mostReasons = 16

    /// How many entries of the log could not be read, by the reason.
    package var unreadable: [ExactString: Int] { state.withLock { $0.unreadable } }

    /// Counts an entry that cannot be read.
    func noteUnreadable(_ error: RecordCodingError) {
        state.withLock { state in
            let reason = ExactString(error.description)
            guard state.unreadable[reason] != nil || state.unreadable.count < Self.mostReasons else { return }
            state.unreadable[reason, default: 0] += 1
        }
    }

    /// Notes that the entries of the log were removed.
    ///
    /// - Parameters:
    ///   - removals: how often they have been removed, as the log says.
    ///   - keepsNumbers: whether ids continue. If not, they start again at 1, and waiting requests receive all entries.
    func take(removals: Int, keepsNumbers: Bool) {
        if keepsNumbers { removeEntries() } else { install(Contents()) }
        state.withLock { $0.removals = removals }
    }

    /// Appends entries of the log.
    ///
    /// - Parameter entries: the number of each, and the entry where this program can read it.
    func take(_ entries: [(number: Int, entry: JournalEntry?)]) {
        change { state in
            for (number, entry) in entries {
                if let entry { state.append(entry) } else { state.reach(number) }
            }
            state.shrink(byteLimit)
        }
        listeners.signal()
    }
}
