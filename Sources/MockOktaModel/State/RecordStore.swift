/// A record with the instant at which it stops existing.
package struct Expiring<Record: Sendable>: Sendable {
    package var record: Record
    package var expires: Instant

    package init(_ record: Record, expires: Instant) {
        self.record = record
        self.expires = expires
    }
}

/// What has been issued, one store per kind of record.
///
/// `update` is the one atomic verb. Its body is pure: it draws no chance and reads no clock, for a store in
/// another process may have to run it again. A record is there while `now < expires`; a read at or after that
/// instant removes it for good.
package protocol RecordStore<Record>: Sendable {
    associatedtype Record: Sendable

    /// Reads a record, runs the body, writes what the body left; nil stands for "no record" both ways.
    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) -> Result

    /// Visits every live record, with no promise about changes made meanwhile.
    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void)

    /// Forgets what has expired at an instant, so that a clock moved back revives nothing.
    func reclaim(at now: Instant)

    func removeAll()

    /// Keeps what is there now; what the caller gets puts it back, as often as it is called.
    func snapshot() -> Restore
}

/// Puts a store back as it was.
package typealias Restore = @Sendable () -> Void

extension RecordStore {
    package func record(_ key: RecordKey, at now: Instant) -> Record? {
        update(key, at: now) { $0?.record }
    }

    package func insert(_ record: Record, for key: RecordKey, expires: Instant, at now: Instant) {
        update(key, at: now) { $0 = Expiring(record, expires: expires) }
    }

    /// Writes a record where there is none, so that of many attempts one succeeds.
    ///
    /// - Returns: whether the record was written; false where one is there already.
    package func insertFirst(_ record: Record, for key: RecordKey, expires: Instant, at now: Instant) -> Bool {
        update(key, at: now) { entry in
            guard entry == nil else { return false }
            entry = Expiring(record, expires: expires)
            return true
        }
    }

    /// Takes a record out of the store, so that of many attempts one gets it.
    package func take(_ key: RecordKey, at now: Instant) -> Record? {
        update(key, at: now) { entry in
            defer { entry = nil }
            return entry?.record
        }
    }

    package func remove(_ key: RecordKey, at now: Instant) {
        update(key, at: now) { $0 = nil }
    }
}
