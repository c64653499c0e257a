/// Keeps the state of all tenants of a server.
package protocol StateStore: Sendable {
    var kind: StoreKind { get }

    /// The stores of a tenant; those of the main org have the name `main`.
    func engine(of tenant: String) -> any RecordEngine

    /// The names of the tenants that have state in the store, in any order.
    func tenants() throws(StoreFailure) -> [String]

    /// Removes all state of a tenant.
    ///
    /// - Returns: whether the store had any.
    @discardableResult
    func remove(tenant: String) throws(StoreFailure) -> Bool

    /// Asks the engine for an answer.
    ///
    /// - Throws: `StoreFailure` where it gives none.
    func check() throws(StoreFailure)
}

/// Where state is kept.
package enum StoreKind: String, Sendable {
    case memory, sqlite, redis

    /// Whether state outlives the process, and an operation may wait for a disk or a network, which event loops must
    /// not do.
    package var isOutside: Bool { self != .memory }

    /// How many threads are to answer requests, each of which may wait for the store.
    ///
    /// - Parameter loops: the number of event loops, one for each core by default.
    /// - Returns: the number; nil where no request waits.
    package func workers(for loops: Int) -> Int? {
        switch self {
        case .memory: nil
        // A request may also wait for the keys of a client, even from this server.
        case .sqlite: 4 * loops
        case .redis: 8 * loops
        }
    }

    /// Whether several processes may use one store at a time.
    package var isShared: Bool { self == .redis }
}
