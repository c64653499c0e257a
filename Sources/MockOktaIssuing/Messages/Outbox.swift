package import MockOktaModel
package import MockOktaSystem

/// The latest messages that Okta would have sent to the users of an org; the oldest are removed first.
package final class Outbox: Sendable {
    package struct Entry: Sendable {
        package let id: Int
        package let at: Instant
        package let message: OutboxMessage
    }

    /// Where a store outside this process keeps the messages and the number of the last one.
    package struct Archive: Sendable {
        let entries: Records<Entry>
        let numbers: Records<Int>

        /// The names of the stores.
        static let (entryStore, numberStore) = ("outbox", "outboxNumbers")

        package init(_ engine: any RecordEngine) {
            entries = Records(Self.entryStore, in: engine)
            numbers = Records(Self.numberStore, in: engine)
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
    }

    /// How many messages are kept.
    package static let capacity = 1000

    private let state = Lock(State())
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
            state.contents.lastID = max(state.contents.lastID, entry.id)
            state.contents.entries.append(entry)
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
        try archive?.entries.removeAll()
        state.withLock { $0.contents.entries = [] }
    }

    package var contents: Contents { state.withLock { $0.contents } }

    /// Replaces the messages in memory; a commit replaces those of a store.
    package func install(_ contents: Contents) { state.withLock { $0.contents = contents } }

    /// Reads the messages that are in the store, if there is one.
    package func load() throws(Refusal) {
        guard let archive else { return }
        let (entries, lastID) = try archive.all()
        let isNew = state.withLock { state in
            defer { (state.contents.entries, state.contents.lastID) = (entries, lastID) }
            return lastID > state.contents.lastID
        }
        if isNew { listeners.signal() }
    }
}
