import MockOktaCrypto
import MockOktaIssuing
import MockOktaModel

/// What a store outside this process keeps of a tenant beside its issued records: clock, org, keys and faults.
///
/// Each part is one record of a store of its own, without an expiry.
struct TenantArchive: Sendable {
    let times: Records<TenantTime>
    let organizations: Records<StoredOrganization>
    /// The fixture of an isolated org that has one of its own.
    let fixtures: Records<StoredOrganization>
    let rotations: Records<StoredRotation>
    let faults: Records<StoredFaults>
    let keys: Records<StoredKey>
    private let starts: Records<Int>

    /// The key of the one record of a store.
    static let only = RecordKey([])
    /// An instant before every expiry: the virtual clock does not matter here.
    static let always = Instant.distantPast

    init(_ engine: any RecordEngine) {
        times = Records(engine.store("time"))
        organizations = Records(engine.store("organization"))
        fixtures = Records(engine.store("fixture"))
        rotations = Records(engine.store("rotations"))
        faults = Records(engine.store("faults"))
        keys = Records(engine.store("keys"))
        starts = Records(engine.store("starts"))
    }

    var vault: KeyVault { KeyVault(keys: keys) }

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
}

extension Records {
    /// The record of a store that has one at most.
    func kept() throws(Refusal) -> Record? {
        try record(TenantArchive.only, at: TenantArchive.always)
    }

    /// Writes or removes the record of a store that has one at most.
    func keep(_ record: Record?) throws(Refusal) {
        try update(TenantArchive.only, at: TenantArchive.always) { entry in
            entry = record.map { Expiring($0, expires: .distantFuture) }
        }
    }
}
