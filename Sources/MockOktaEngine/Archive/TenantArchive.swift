import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

/// What a store outside this process keeps of a tenant beside its issued records: clock, org, keys and faults.
///
/// Each part is one record of a store of its own, without an expiry. Parts are written by commits, so that processes
/// that share the store change them one after another.
final class TenantArchive: Sendable {
    /// The names of the stores whose records commits write.
    enum Part {
        static let time = "time"
        static let organization = "organization"
        static let fixture = "fixture"
        static let rotations = "rotations"
        static let faults = "faults"
        static let changes = "changes"
        static let endings = "endings"
        static let snapshots = "snapshots"
        static let snapshotNames = "snapshotNames"
        static let marks = "marks"
    }

    let engine: any OutsideEngine
    let times: Records<TenantTime>
    let organizations: Records<StoredOrganization>
    /// The whole fixture of an isolated org that has one of its own, and in a shared store that of the main org.
    let fixtures: Records<StoredOrganization>
    let rotations: Records<StoredRotation>
    let faults: Records<StoredFaults>
    /// The objects that were changed since the org's fixtures were read.
    let changes: Records<StoredChange>
    let endings: Records<StoredEndings>
    let keys: Records<StoredKey>
    /// Snapshots, by the digests of their names.
    let snapshots: Records<StoredSnapshot>
    let snapshotNames: Records<ExactString>
    private let starts: Records<Int>
    private let marks: Records<Tombstone>
    /// The version whose parts this process has read.
    private let version = Lock<TenantVersion?>(nil)
    /// The digest of the fixtures of the start, which every change of the org needs; they may have many megabytes.
    private let startDigest = Lock<(start: Organization, digest: [UInt8])?>(nil)

    /// The stores that have a record where the org was used, beside those of what it has issued.
    static let marksOfUse = [Part.marks, Part.fixture, Part.changes, Part.faults, Part.snapshotNames]

    /// The key of the one record of a store.
    static let only = RecordKey([])
    /// An instant before every expiry: the virtual clock does not matter here.
    static let always = Instant.distantPast

    init(_ engine: any OutsideEngine) {
        self.engine = engine
        times = Records(Part.time, in: engine)
        organizations = Records(Part.organization, in: engine)
        fixtures = Records(Part.fixture, in: engine)
        rotations = Records(Part.rotations, in: engine)
        faults = Records(Part.faults, in: engine)
        changes = Records(Part.changes, in: engine)
        endings = Records(Part.endings, in: engine)
        keys = Records("keys", in: engine)
        snapshots = Records(Part.snapshots, in: engine)
        snapshotNames = Records(Part.snapshotNames, in: engine)
        starts = Records("starts", in: engine)
        marks = Records(Part.marks, in: engine)
    }

    /// Nil for a store in memory.
    convenience init?(of tenant: String, in store: any StateStore) {
        guard let engine = store.engine(of: tenant).outside else { return nil }
        self.init(engine)
    }

    var vault: KeyVault { KeyVault(keys: keys) }

    var isShared: Bool { engine.isShared }

    /// The version that this process knows, read from the store by the first call.
    func known() throws(Refusal) -> TenantVersion {
        if let known = version.withLock({ $0 }) { return known }
        let read = try refusing { () throws(StoreFailure) in try engine.establish() }
        version.withLock { $0 = read }
        return read
    }

    /// The present version; nil where the tenant was removed, or another one was made in its place.
    func present() throws(Refusal) -> TenantVersion? {
        let known = try known()
        let present = try refusing { () throws(StoreFailure) in try engine.version(after: known) }
        return present?.incarnation == known.incarnation ? present : nil
    }

    /// Refuses where the store has lost the tenant.
    func requirePresent() throws(Refusal) {
        if try present() == nil { throw Refusal(StoreFailure.lostTenant) }
    }

    /// The digest of the fixtures of an org, computed once for each start.
    func digest(of start: Organization) -> [UInt8] {
        startDigest.withLock { known in
            if let known, known.start === start { return known.digest }
            let digest = StoredOrganization.digest(of: start)
            known = (start, digest)
            return digest
        }
    }

    /// Notes the version that this process has read; nil where the next use has to read or create it.
    func note(_ version: TenantVersion?) { self.version.withLock { $0 = version } }

    /// Writes parts, and records that change with them.
    ///
    /// - Returns: false where another process has changed the tenant since this one has read it.
    func commit(_ commit: TenantCommit) throws(Refusal) -> Bool {
        guard !commit.isEmpty else { return true }
        let known = try known()
        guard let new = try refusing({ () throws(StoreFailure) in try engine.commit(commit, after: known) }) else {
            return false
        }
        note(new)
        return true
    }

    func rows(of store: String) throws(Refusal) -> [StoredRow] {
        try refusing { () throws(StoreFailure) in try engine.rows(of: store) }
    }

    /// The changed objects in their order, and their places in it.
    func changedObjects() throws(Refusal) -> ([FixtureChange], RecordOrder) {
        var all: [StoredChange] = []
        try changes.forEach(at: Self.always) { _, change in all.append(change) }
        var order = RecordOrder()
        for stored in all { order.set(stored.place, of: StoredChange.key(of: stored.change)) }
        return (all.sorted { $0.place < $1.place }.map(\.change), order)
    }

    func prepare(_ lead: ClockLead) throws(Refusal) {
        try refusing { () throws(StoreFailure) in try engine.prepare(lead) }
    }

    /// Counts a start of a process with this tenant, the first is 0.
    ///
    /// Random generators depend on it, so that no start repeats the ids and tokens of a former one.
    func countStart() throws(Refusal) -> Int {
        try starts.update(Self.only, at: Self.always) { entry in
            let count = entry?.record ?? 0
            entry = Expiring(count + 1, expires: .distantFuture)
            return count
        }
    }

    /// Notes that an isolated org has state that its clients could miss.
    func mark() throws(Refusal) {
        try marks.insert(Tombstone(), for: Self.only, expires: .distantFuture, at: Self.always)
    }

    private func refusing<Result>(_ operation: () throws(StoreFailure) -> Result) throws(Refusal) -> Result {
        do throws(StoreFailure) {
            return try operation()
        } catch {
            throw Refusal(error)
        }
    }
}

extension Records {
    /// The record of a store that has one at most.
    func kept() throws(Refusal) -> Record? {
        try record(TenantArchive.only, at: TenantArchive.always)
    }
}
