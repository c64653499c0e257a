package import MockOktaHTTP
package import MockOktaModel
import MockOktaSystem

/// The latest exchanges of a tenant, in one order.
package final class Journal: Sendable {
    /// What a snapshot keeps; copies are shared until one of them changes.
    package struct Contents: Sendable {
        fileprivate var entries: [JournalEntry] = []
        fileprivate var lastID = 0
    }

    /// How far somebody has read.
    struct Place: Hashable, Sendable {
        /// How often the journal had begun anew.
        fileprivate var beginning = 0
        fileprivate(set) var lastID = 0
    }

    private struct Listening: Sendable {
        var contents = Contents()
        var beginning = 0
        var listeners: [Int: @Sendable () -> Void] = [:]
        var lastListener = 0
    }

    private let capacity: Int
    private let listening = Lock(Listening())

    package static let standardCapacity = 10_000
    /// A body beyond this is not worth the memory of ten thousand such.
    private static let keptBody = 65536

    package init(capacity: Int = standardCapacity) {
        self.capacity = max(1, capacity)
    }

    /// Appends an exchange; the entry is also for whoever keeps a log.
    package func append(_ request: HTTPRequest, at now: Instant, _ outcome: ExchangeOutcome) -> JournalEntry {
        var request = request
        if request.body.count > Self.keptBody { request.body = [] }
        let (entry, listeners) = listening.withLock { [request] state in
            state.contents.lastID += 1
            let id = state.contents.lastID
            let entry = JournalEntry(id: id, at: now, request: request, outcome: outcome)
            state.contents.entries.append(entry)
            // Dropping half at a time makes the price of one entry the same on average.
            if state.contents.entries.count >= 2 * capacity {
                state.contents.entries.removeFirst(state.contents.entries.count - capacity)
            }
            return (entry, state.listeners.isEmpty ? [] : Array(state.listeners.values))
        }
        for listener in listeners { listener() }
        return entry
    }

    /// The entries that are newer than an id, oldest first.
    package func entries(after id: Int = 0) -> ArraySlice<JournalEntry> {
        let entries = listening.withLock { $0.contents.entries }.suffix(capacity)
        guard let first = entries.first, first.id <= id else { return entries }
        return entries.dropFirst(id - first.id + 1)
    }

    /// Where the journal ends now.
    var end: Place { listening.withLock { Place(beginning: $0.beginning, lastID: $0.contents.lastID) } }

    /// The id after which all is new to whoever had read up to a place: none where the journal has begun anew since.
    static func id(readUpTo place: Place, of end: Place) -> Int {
        place.beginning == end.beginning ? place.lastID : 0
    }

    /// Forgets all entries; ids go on, so that whoever waits for newer ones is not misled.
    package func removeAll() {
        listening.withLock { $0.contents.entries = [] }
    }

    /// Forgets all entries and counts from 1 again.
    package func reset() {
        restore(Contents())
    }

    package var contents: Contents {
        listening.withLock { $0.contents }
    }

    package func restore(_ contents: Contents) {
        listening.withLock { state in
            state.contents = contents
            state.beginning += 1
        }
    }
}

extension Journal {
    /// Calls `signal` after every new entry, until `stopListening`.
    package func listen(_ signal: @escaping @Sendable () -> Void) -> Int {
        listening.withLock { state in
            state.lastListener += 1
            state.listeners[state.lastListener] = signal
            return state.lastListener
        }
    }

    package func stopListening(_ listener: Int) {
        listening.withLock { state in state.listeners[listener] = nil }
    }
}
