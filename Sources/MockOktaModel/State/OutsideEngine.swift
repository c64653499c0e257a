package import MockOktaFormats

/// Makes the stores of one tenant whose state outlives this process, and may be shared with others.
///
/// What several records make up together, such as clock, org and faults, is written by commits: all of them or none,
/// and only where nothing else has been committed since this process last read.
package protocol OutsideEngine: RecordEngine {
    /// Whether other processes may change the state.
    var isShared: Bool { get }

    /// The log of exchanges; nil where the engine is not shared.
    var log: (any SharedLog)? { get }

    /// The version of the tenant, which the first call of all processes creates.
    func establish() throws(StoreFailure) -> TenantVersion

    /// Reads the version of the tenant.
    ///
    /// - Parameter known: the version that this process has read; it is returned where it is the present one.
    /// - Returns: the version; nil where the tenant was removed.
    /// - Throws: `StoreFailure` where the engine does not answer.
    func version(after known: TenantVersion) throws(StoreFailure) -> TenantVersion?

    /// Writes records of several stores in one step.
    ///
    /// - Parameters:
    ///   - writes: the records.
    ///   - known: the version that they were made from.
    /// - Returns: the new version; nil where another process was first, and then nothing is written.
    /// - Throws: `StoreFailure`, and nothing is written.
    func commit(_ writes: [StoreWrite], after known: TenantVersion) throws(StoreFailure) -> TenantVersion?

    /// All records of a store, expired ones that are still there included, as they are kept.
    func rows(of store: String) throws(StoreFailure) -> [StoredRow]

    /// Replaces all records of a store.
    func replace(_ rows: [StoredRow], of store: String) throws(StoreFailure)

    /// Tells how far the virtual clock is ahead of real time, for an engine that removes expired records by itself.
    ///
    /// - Parameter lead: nil where the clock is frozen.
    /// - Throws: `StoreFailure` where the engine does not answer.
    func follow(_ lead: TimeSpan?) throws(StoreFailure)
}

/// A record of any type, as an engine keeps it.
package struct StoredRow: Sendable {
    package let key: RecordKey
    package let expires: Instant
    /// The record's coding.
    package let bytes: [UInt8]

    package init(key: RecordKey, expires: Instant, bytes: [UInt8]) {
        self.key = key
        self.expires = expires
        self.bytes = bytes
    }
}

/// A record that is part of a commit; it has no expiry.
package struct StoreWrite: Sendable {
    package let store: String
    package let key: RecordKey
    /// Nil removes the record.
    package let bytes: [UInt8]?

    package init(_ store: String, _ key: RecordKey, _ record: (some RecordCoding)?) {
        self.store = store
        self.key = key
        bytes = record?.encoded
    }
}

/// Which commits a process has seen of a tenant.
package struct TenantVersion: Hashable, Sendable {
    /// Differs where a tenant was removed and another one of its name was made.
    package let incarnation: String
    /// The number of commits.
    package let number: Int
    /// The number of the last commit that wrote to a store, by the store's name.
    package let stores: [ExactString: Int]

    package init(incarnation: String, number: Int = 0, stores: [ExactString: Int] = [:]) {
        self.incarnation = incarnation
        self.number = number
        self.stores = stores
    }

    /// Whether a store was written to since another version.
    package func differs(from other: TenantVersion, in store: String) -> Bool {
        incarnation != other.incarnation || stores[ExactString(store)] != other.stores[ExactString(store)]
    }
}
