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
    ///   - commit: what is written.
    ///   - known: the version that it was made from.
    /// - Returns: the new version; nil where another process was first, and then nothing is written.
    /// - Throws: `StoreFailure`, and nothing is written, with the exception that `RecordStore` names.
    func commit(_ commit: TenantCommit, after known: TenantVersion) throws(StoreFailure) -> TenantVersion?

    /// All records of a store, expired ones that are still there included, as they are kept.
    func rows(of store: String) throws(StoreFailure) -> [StoredRow]

    /// Makes records stay that an engine which removes expired ones by itself would remove too early, before a commit
    /// that moves the virtual clock.
    ///
    /// - Parameter lead: that of the commit.
    /// - Throws: `StoreFailure` where the engine does not answer.
    func prepare(_ lead: ClockLead) throws(StoreFailure)
}

extension OutsideEngine {
    package var outside: (any OutsideEngine)? { self }
}

/// A record of any type, as an engine keeps it.
package struct StoredRow: Hashable, Sendable {
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

/// What a commit writes.
package struct TenantCommit: Sendable {
    /// Single records.
    package var writes: [StoreWrite] = []
    /// All records of some stores, by the store's name; they replace what the store has.
    package private(set) var contents: [ExactString: [StoredRow]] = [:]
    /// The entries of the log, numbered from 1; nil leaves the log as it is.
    package var log: [[UInt8]]?
    /// The lead of the clock, for which `prepare` has been called; nil leaves it as it is.
    package var lead: ClockLead?

    package init(_ writes: [StoreWrite] = []) {
        self.writes = writes
    }

    package var isEmpty: Bool { writes.isEmpty && contents.isEmpty && log == nil && lead == nil }

    /// Replaces all records of a store; a later call adds further ones.
    package mutating func replace(_ store: String, by rows: [StoredRow]) {
        contents[ExactString(store), default: []] += rows
    }

    /// Writes a record, after the other records of its store were replaced where they are.
    package mutating func write(_ write: StoreWrite) {
        guard contents[ExactString(write.store)] != nil else { return writes.append(write) }
        if let bytes = write.bytes {
            replace(write.store, by: [StoredRow(key: write.key, expires: write.expires, bytes: bytes)])
        }
    }

    /// The names of the stores that it writes to.
    package var stores: Set<ExactString> { Set(contents.keys).union(writes.map { ExactString($0.store) }) }
}

/// A record that is part of a commit.
package struct StoreWrite: Sendable {
    package let store: String
    package let key: RecordKey
    package let expires: Instant
    /// Nil removes the record.
    package let bytes: [UInt8]?

    package init(
        _ store: String,
        _ key: RecordKey,
        _ record: (some RecordCoding)?,
        expires: Instant = .distantFuture
    ) {
        self.store = store
        self.key = key
        self.expires = expires
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
