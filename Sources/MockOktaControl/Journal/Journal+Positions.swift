extension Journal {
    /// The position up to which a client has read.
    struct Position: Hashable, Sendable {
        /// The number of resets before it.
        var generation = 0
        var lastID = 0

        /// The position after an entry of the same generation.
        func at(_ id: Int) -> Position { Position(generation: generation, lastID: id) }
    }

    /// The entry with an id; nil where there is none, or no longer.
    func entry(_ id: Int) -> JournalEntry? {
        id > 0 ? entries(after: id - 1).first.flatMap { $0.id > id ? nil : $0 } : nil
    }

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
}
