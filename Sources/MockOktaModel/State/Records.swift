/// The records of one type, as requests use them: every operation of their store, which refuses the request with 503
/// where the store fails.
package struct Records<Record: Sendable>: Sendable {
    @usableFromInline let store: any RecordStore<Record>
    /// The name of the store in its engine.
    let name: String

    package init(_ store: any RecordStore<Record>, name: String) {
        self.store = store
        self.name = name
    }

    /// Changes one record atomically; see `RecordStore.update`.
    ///
    /// - Parameters:
    ///   - key: the record's key.
    ///   - now: the instant of the request.
    ///   - body: changes the record, and may run more than once.
    /// - Returns: the result of the last run of `body`.
    /// - Throws: `Refusal` where the store fails; the record is then unchanged.
    @discardableResult
    @inlinable package func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) throws(Refusal) -> Result {
        do throws(StoreFailure) {
            return try store.update(key, at: now, body)
        } catch {
            throw Refusal(error)
        }
    }

    /// Visits every live record; see `RecordStore.forEach`.
    package func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) throws(Refusal) {
        try refusing { () throws(StoreFailure) in try store.forEach(at: now, body) }
    }

    /// Removes the records that have expired at an instant.
    package func reclaim(at now: Instant) throws(Refusal) {
        try refusing { () throws(StoreFailure) in try store.reclaim(at: now) }
    }

    package func removeAll() throws(Refusal) {
        try refusing { () throws(StoreFailure) in try store.removeAll() }
    }

    /// Takes a snapshot; the returned function restores it, any number of times.
    package func snapshot() throws(Refusal) -> Restore {
        let restore = try refusing { () throws(StoreFailure) in try store.snapshot() }
        return { () throws(Refusal) in try refusing(restore) }
    }
}

/// Restores an earlier state; throws `Refusal` where a store fails.
package typealias Restore = @Sendable () throws(Refusal) -> Void

/// Runs an operation of a store; its failure refuses the request.
private func refusing<Result>(_ operation: () throws(StoreFailure) -> Result) throws(Refusal) -> Result {
    do throws(StoreFailure) {
        return try operation()
    } catch {
        throw Refusal(error)
    }
}

extension Records where Record: RecordCoding {
    /// The records of a store of an engine.
    package init(_ name: String, in engine: any RecordEngine) {
        self.init(engine.store(name), name: name)
    }
}

extension Records {
    @inlinable package func record(_ key: RecordKey, at now: Instant) throws(Refusal) -> Record? {
        do throws(StoreFailure) {
            return try store.record(key, at: now)
        } catch {
            throw Refusal(error)
        }
    }

    /// The keys of the live records that have a property.
    package func keys(at now: Instant, where isWanted: (Record) -> Bool) throws(Refusal) -> [RecordKey] {
        var keys: [RecordKey] = []
        try forEach(at: now) { key, record in if isWanted(record) { keys.append(key) } }
        return keys
    }

    @inlinable package func insert(
        _ record: Record,
        for key: RecordKey,
        expires: Instant,
        at now: Instant
    ) throws(Refusal) {
        try update(key, at: now) { $0 = Expiring(record, expires: expires) }
    }

    /// Writes a record if none exists, so that only one of several attempts succeeds.
    ///
    /// - Returns: whether the record was written; false if one exists already.
    package func insertFirst(
        _ record: Record,
        for key: RecordKey,
        expires: Instant,
        at now: Instant
    ) throws(Refusal) -> Bool {
        try update(key, at: now) { entry in
            guard entry == nil else { return false }
            entry = Expiring(record, expires: expires)
            return true
        }
    }

    package func remove(_ key: RecordKey, at now: Instant) throws(Refusal) {
        try update(key, at: now) { $0 = nil }
    }
}
