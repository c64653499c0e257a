package import DequeModule
import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel
import MockOktaSystem

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

    /// The position up to which a client has read.
    struct Position: Hashable, Sendable {
        /// The number of resets before it.
        fileprivate var generation = 0
        fileprivate(set) var lastID = 0

        /// The position after an entry of the same generation.
        func at(_ id: Int) -> Position { Position(generation: generation, lastID: id) }
    }

    private struct State: Sendable {
        var contents = Contents()
        var capacity: Int
        var generation = 0
        var isClosed = false
        var listeners: [Int: @Sendable () -> Void] = [:]
        var lastListener = 0
        /// How often the entries of the log had been removed when it was last read.
        var removals = 0
        /// Exchanges that are to be appended to the log when it answers again.
        var waiting: [[UInt8]] = []

        /// Ids are consecutive: what comes before a gap, which the log no longer has, is removed.
        mutating func append(_ entry: JournalEntry) {
            if entry.id != contents.lastID + 1 { (contents.entries, contents.bytes) = ([], 0) }
            contents.lastID = entry.id
            contents.entries.append(entry)
            contents.bytes += entry.size
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

    private let byteLimit: Int
    private let state: Lock<State>
    /// Where several processes share the entries; nil where they are of this process.
    let log: (any SharedLog)?
    /// Serializes the reads of the log.
    let readingLog = Lock<Void>(())

    package static let standardCapacity = 10_000

    package init(
        capacity: Int = standardCapacity,
        byteLimit: Int = StateLimit.journalBytes.standard,
        log: (any SharedLog)? = nil
    ) {
        self.log = log
        state = Lock(State(capacity: max(1, capacity)))
        self.byteLimit = byteLimit
    }

    /// The greatest number of entries, at least 1; a smaller one removes the oldest entries.
    package var capacity: Int {
        get { state.withLock { $0.capacity } }
        set {
            state.withLock { state in
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
        let (entry, listeners) = state.withLock { state in
            let entry = JournalEntry(id: state.contents.lastID + 1, at: now, recorded)
            state.append(entry)
            state.shrink(byteLimit)
            return (entry, state.listeners.isEmpty ? [] : Array(state.listeners.values))
        }
        for listener in listeners { listener() }
        return entry
    }

    /// The entries with a higher id, oldest first.
    package func entries(after id: Int = 0) -> Deque<JournalEntry>.SubSequence {
        let entries = state.withLock { $0.contents.entries }
        guard let first = entries.first, first.id <= id else { return entries[...] }
        return entries.dropFirst(id - first.id + 1)
    }

    /// The entry with an id; nil where there is none, or no longer.
    func entry(_ id: Int) -> JournalEntry? {
        id > 0 ? entries(after: id - 1).first.flatMap { $0.id > id ? nil : $0 } : nil
    }

    /// The end of the journal.
    var end: Position { state.withLock { Position(generation: $0.generation, lastID: $0.contents.lastID) } }

    /// The position after an entry that a client names as the last one it has read.
    ///
    /// An id greater than that of the last entry is from before a reset; all entries are then new.
    func position(after id: Int) -> Position {
        let end = end
        return Position(generation: end.generation, lastID: id <= end.lastID ? id : 0)
    }

    /// The id after which all entries are new to a client; 0 where the journal was reset since.
    static func id(readUpTo position: Position, of end: Position) -> Int {
        position.generation == end.generation ? position.lastID : 0
    }

    /// Removes the entries in memory; ids continue.
    func removeEntries() {
        state.withLock { state in
            state.contents.entries = []
            state.contents.bytes = 0
        }
    }

    package var contents: Contents { state.withLock { $0.contents } }

    /// Replaces the entries in memory.
    func install(_ contents: Contents) {
        state.withLock { state in
            state.contents = contents
            state.shrink(byteLimit)
            state.generation += 1
        }
    }
}

// What the shared part of a journal does with the state.
extension Journal {
    var removals: Int { state.withLock { $0.removals } }

    package var hasListeners: Bool { state.withLock { !$0.listeners.isEmpty } }

    /// Takes the exchanges that wait for the log.
    func takeWaiting() -> [[UInt8]] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    /// Keeps exchanges until the log answers, no more than the journal has entries.
    func wait(_ exchanges: [[UInt8]]) {
        state.withLock { state in
            state.waiting = Array((exchanges + state.waiting).suffix(state.capacity))
        }
    }

    /// Notes that the entries of the log were removed.
    func take(removals: Int, keepsNumbers: Bool) {
        if keepsNumbers { removeEntries() } else { install(Contents()) }
        state.withLock { $0.removals = removals }
    }

    /// Appends entries of the log.
    ///
    /// - Parameters:
    ///   - entries: those that this program can read.
    ///   - number: of the last one that was read.
    func take(_ entries: [JournalEntry], upTo number: Int) {
        let listeners = state.withLock { state in
            for entry in entries { state.append(entry) }
            state.shrink(byteLimit)
            state.contents.lastID = number
            return Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }
}

extension Journal {
    /// Whether the tenant was removed, so that no entry will follow.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Ends the streams and waits of a tenant that was replaced or removed.
    package func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }

    /// Calls `signal` after every new entry, until `stopListening`.
    package func listen(_ signal: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.lastListener += 1
            state.listeners[state.lastListener] = signal
            return state.lastListener
        }
    }

    package func stopListening(_ listener: Int) {
        state.withLock { state in state.listeners[listener] = nil }
    }
}
