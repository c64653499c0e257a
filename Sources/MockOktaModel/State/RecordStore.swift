/// A record with its expiry.
package struct Expiring<Record: Sendable>: Sendable {
    package var record: Record
    package var expires: Instant

    @inlinable package init(_ record: Record, expires: Instant) {
        self.record = record
        self.expires = expires
    }
}

/// Issued records of one type, in the memory of this process or in an engine outside it.
///
/// `update` is the only atomic operation. Its body must be pure: it uses no random generator and no clock, because a
/// store outside this process may have to run it again. A record exists while `now < expires`; a read at or after that
/// instant permanently removes it.
///
/// Every operation throws `StoreFailure` where the engine does not answer or holds what cannot be read. An `update`
/// that throws has written nothing, unless the connection to the engine broke between the write and its answer.
package protocol RecordStore<Record>: Sendable {
    associatedtype Record: Sendable

    /// Reads a record, runs the body, and writes the result of the body; nil means "no record" before and after.
    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) throws(StoreFailure) -> Result

    /// Reads a record without a change.
    func record(_ key: RecordKey, at now: Instant) throws(StoreFailure) -> Record?

    /// Visits every live record; whether concurrent changes are seen is not specified.
    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) throws(StoreFailure)

    /// Removes the records that have expired at an instant, so that moving the clock back does not make them valid
    /// again.
    func reclaim(at now: Instant) throws(StoreFailure)

    func removeAll() throws(StoreFailure)

    /// Takes a snapshot; the returned function restores it, any number of times.
    func snapshot() throws(StoreFailure) -> StoreRestore
}

extension RecordStore {
    package func record(_ key: RecordKey, at now: Instant) throws(StoreFailure) -> Record? {
        try update(key, at: now) { $0?.record }
    }
}

/// Restores a store to an earlier state.
package typealias StoreRestore = @Sendable () throws(StoreFailure) -> Void

/// Why an operation of a store failed: the engine does not answer, or what it holds cannot be read.
package struct StoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What failed, in which store, and what the engine said: for journal, log and console.
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// The engine does not have the tenant of this process any more, or another one in its place.
    package static let lostTenant = StoreFailure(
        "the store has lost the org, or another request or process has removed it meanwhile"
    )
}
