/// A record with its expiry.
package struct Expiring<Record: Sendable>: Sendable {
    package var record: Record
    package var expires: Instant

    package init(_ record: Record, expires: Instant) {
        self.record = record
        self.expires = expires
    }
}

/// Issued records, in one store per type.
///
/// `update` is the only atomic operation. Its body must be pure: it uses no random generator and no clock, because a
/// store in another process may have to run it again. A record exists while `now < expires`; a read at or after that
/// instant permanently removes it.
///
/// A store outside this process needs more than a conformance: an encoding of each record type; a way for `update` to
/// fail, off the event loops, on which `/introspect` and `/revoke` call it; keys that name the tenant, because the
/// function that makes an `IssuedState` does not get the tenant's name; and expiry by the virtual clock, which an
/// engine's own timer does not follow. What is sealed (refresh tokens, ids) is read after a restart only under the same
/// seed.
package protocol RecordStore<Record>: Sendable {
    associatedtype Record: Sendable

    /// Reads a record, runs the body, and writes the result of the body; nil means "no record" before and after.
    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) -> Result

    /// Visits every live record; whether concurrent changes are seen is not specified.
    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void)

    /// Removes the records that have expired at an instant, so that moving the clock back does not make them valid
    /// again.
    func reclaim(at now: Instant)

    func removeAll()

    /// Takes a snapshot; the returned function restores it, any number of times.
    func snapshot() -> Restore
}

/// Restores a store to an earlier state.
package typealias Restore = @Sendable () -> Void

extension RecordStore {
    package func record(_ key: RecordKey, at now: Instant) -> Record? {
        update(key, at: now) { $0?.record }
    }

    package func insert(_ record: Record, for key: RecordKey, expires: Instant, at now: Instant) {
        update(key, at: now) { $0 = Expiring(record, expires: expires) }
    }

    /// Writes a record if none exists, so that only one of several attempts succeeds.
    ///
    /// - Returns: whether the record was written; false if one exists already.
    package func insertFirst(_ record: Record, for key: RecordKey, expires: Instant, at now: Instant) -> Bool {
        update(key, at: now) { entry in
            guard entry == nil else { return false }
            entry = Expiring(record, expires: expires)
            return true
        }
    }

    /// Removes and returns a record, so that only one of several attempts gets it.
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
