import MockOktaFormats
package import MockOktaModel
package import MockOktaSystem

/// The latest messages that Okta would have sent to the users of an org; the oldest are removed first.
package final class Outbox: Sendable {
    package struct Entry: Hashable, Sendable {
        package let id: Int
        package let at: Instant
        package let message: OutboxMessage
    }

    /// Where a store outside this process keeps the messages and the number of the last one.
    package struct Archive: Sendable {
        let entries: Records<Entry>
        let numbers: Records<Int>
        /// Whether other processes send messages, too.
        let isShared: Bool

        /// The names of the stores.
        static let (entryStore, numberStore) = ("outbox", "outboxNumbers")

        package init(_ engine: any RecordEngine) {
            entries = Records(Self.entryStore, in: engine)
            numbers = Records(Self.numberStore, in: engine)
            isShared = engine.outside?.isShared ?? false
        }
    }

    /// The contents for a snapshot.
    package struct Contents: Sendable {
        var entries: [Entry] = []
        var lastID = 0

        package init() {}
    }

    private struct State: Sendable {
        var contents = Contents()
        /// The ids of the messages that were added since a use of the whole store has begun; nil where none goes on.
        var added: Set<Int>?
        /// Whether the messages of the store were read.
        var isLoaded = false

        /// Puts a message in its place by id: threads may add theirs in another order than they got the numbers.
        ///
        /// It replaces one of the same id: itself, where a read of the store has seen it first, or one from before a
        /// reset by another process.
        mutating func add(_ entry: Entry) {
            let place = contents.entries.lastIndex { $0.id < entry.id }.map { $0 + 1 } ?? 0
            let isThere = place < contents.entries.count && contents.entries[place].id == entry.id
            if isThere { contents.entries[place] = entry } else { contents.entries.insert(entry, at: place) }
            contents.lastID = max(contents.lastID, entry.id)
            added?.insert(entry.id)
        }

        /// Replaces the messages by those of the store, except the ones that were added meanwhile: the read may have
        /// missed them.
        ///
        /// - Returns: whether that has changed anything.
        mutating func take(_ entries: [Entry], lastID: Int) -> Bool {
            let former = contents.entries
            (contents.entries, contents.lastID) = (entries, lastID)
            for entry in former where added?.contains(entry.id) == true { add(entry) }
            isLoaded = true
            return contents.entries != former
        }
    }

    /// How many messages are kept.
    package static let capacity = 1000

    private let state = Lock(State())
    /// Serializes the uses of the whole store, so that no older read replaces a newer one.
    private let usingStore = Lock<Void>(())
    /// Who waits for messages; closed when the org was removed.
    package let listeners = Listeners()
    /// Nil where messages are kept in memory only.
    private let archive: Archive?

    package init(_ archive: Archive? = nil) {
        self.archive = archive
    }

    /// Adds a message.
    ///
    /// - Throws: `Refusal` where a store fails; the message is then not there.
    package func append(_ message: OutboxMessage, at now: Instant) throws(Refusal) {
        let kept = try archive?.append(message, at: now, capacity: Self.capacity)
        state.withLock { state in
            let entry = kept ?? Entry(id: state.contents.lastID + 1, at: now, message: message)
            state.add(entry)
            // A batch is removed at once, so that most messages cost no move of the others.
            if state.contents.entries.count > Self.capacity * 2 {
                state.contents.entries.removeFirst(state.contents.entries.count - Self.capacity)
            }
        }
        listeners.signal()
    }

    /// The messages with a higher id, oldest first.
    package func entries(after id: Int = 0) -> [Entry] {
        let entries = state.withLock { $0.contents.entries }.suffix(Self.capacity)
        return entries.filter { $0.id > id }
    }

    /// Removes all messages; ids continue.
    package func removeAll() throws(Refusal) {
        try wholly { () throws(Refusal) in
            try archive?.entries.removeAll()
            state.withLock { state in
                let added = state.added ?? []
                state.contents.entries.removeAll { !added.contains($0.id) }
            }
        }
    }

    /// The messages that are shown, and the number of the last one.
    package var contents: Contents {
        var contents = state.withLock { $0.contents }
        contents.entries.removeFirst(max(0, contents.entries.count - Self.capacity))
        return contents
    }

    /// Replaces the messages in memory; a commit replaces those of a store.
    package func install(_ contents: Contents) {
        // After a read of the store that has begun before the commit.
        usingStore.withLock { _ in state.withLock { $0.contents = contents } }
    }

    /// Reads the messages that are in the store, if there is one.
    ///
    /// One that is not shared is read once: memory has all that follows.
    ///
    /// - Throws: `Refusal` where the store fails; the messages are then as they were.
    package func load() throws(Refusal) {
        guard let archive, archive.isShared || !state.withLock({ $0.isLoaded }) else { return }
        let isChanged = try wholly { () throws(Refusal) -> Bool in
            let (entries, lastID) = try archive.all()
            return state.withLock { $0.take(entries, lastID: lastID) }
        }
        if isChanged { listeners.signal() }
    }

    /// Uses all that the store has while no other thread does so, and notes what is added meanwhile.
    private func wholly<Result: Sendable>(_ body: () throws(Refusal) -> Result) throws(Refusal) -> Result {
        try usingStore.withLock { _ throws(Refusal) in
            state.withLock { $0.added = [] }
            defer { state.withLock { $0.added = nil } }
            return try body()
        }
    }
}
