import HashTreeCollections

/// A version of a table, and the rows that changed in it.
struct TableVersion<ID: Hashable & Sendable>: Sendable {
    /// Tells versions of the same number apart: of one table two may be derived.
    final class Identity: Sendable {}

    let identity = Identity()
    /// How many versions came before.
    let number: Int
    var changed: TreeSet<ID> = []

    init(number: Int) {
        self.number = number
    }
}
