import MockOktaControl
import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The parts of a tenant that commits write, as they are in memory.
struct TenantParts: Sendable {
    var moving: Tenant.MutableState
    var rotated: [AuthorizationServerID: TenantKeys.Rotated]
    var faults: FaultRegistry.Contents

    /// What a store must write to have these parts instead of others.
    ///
    /// - Parameters:
    ///   - former: the parts that the store has.
    ///   - keepsStart: whether the fixtures of the start are written, too.
    ///   - archive: the archive of the tenant.
    /// - Returns: the records that differ.
    /// - Throws: `Refusal` where a private key cannot be encoded.
    mutating func commit(
        after former: TenantParts,
        keepsStart: Bool,
        _ archive: TenantArchive
    ) throws(Refusal) -> TenantCommit {
        var commit = TenantCommit()
        let time = TenantTime(moving)
        if time != TenantTime(former.moving) {
            commit.write(StoreWrite(TenantArchive.Part.time, TenantArchive.only, time))
        }
        if moving.endings != former.moving.endings {
            let stored = moving.endings.isEmpty ? nil : StoredEndings(moving.endings)
            commit.write(StoreWrite(TenantArchive.Part.endings, TenantArchive.only, stored))
        }
        let start = moving.start.organization
        if moving.organization !== former.moving.organization || start !== former.moving.start.organization {
            writeOrganization(to: &commit, after: former, archive)
        }
        if keepsStart, start !== former.moving.start.organization {
            let whole = StoredOrganization(whole: start)
            commit.write(StoreWrite(TenantArchive.Part.fixture, TenantArchive.only, whole))
        }
        commit.writes += try rotationWrites(after: former)
        if !(faults.isEmpty && former.faults.isEmpty) {
            let stored = StoredFaults(faults)
            if stored.encoded != StoredFaults(former.faults).encoded {
                commit.write(StoreWrite(TenantArchive.Part.faults, TenantArchive.only, stored))
            }
        }
        return commit
    }

    /// Writes the objects that have changed since the former version; all of them, and the fixtures before them, where
    /// the org was not made from that version.
    private mutating func writeOrganization(
        to commit: inout TenantCommit,
        after former: TenantParts,
        _ archive: TenantArchive
    ) {
        let (organization, start) = (moving.organization, moving.start.organization)
        let writer = FixtureWriter(organization, withSecrets: true)
        let (sources, earlier) = (organization.contents.sources, former.moving.organization.contents.sources)
        let hasSameSources =
            start === former.moving.start.organization && sources.count == earlier.count
            && zip(sources, earlier).allSatisfy { $0.hasSameText(as: $1) }
        guard hasSameSources, let changes = writer.changes(since: former.moving.organization) else {
            let stored = StoredOrganization(organization, since: start, digest: archive.digest(of: start))
            commit.write(StoreWrite(TenantArchive.Part.organization, TenantArchive.only, stored))
            moving.order = RecordOrder()
            commit.replace(TenantArchive.Part.changes, by: [])
            for change in writer.changes { write(change, to: &commit) }
            return
        }
        for change in changes { write(change, to: &commit) }
    }

    private mutating func write(_ change: FixtureChange, to commit: inout TenantCommit) {
        let key = StoredChange.key(of: change)
        guard change.object != nil else {
            moving.order.remove(key)
            return commit.write(StoreWrite(TenantArchive.Part.changes, key, nil as StoredChange?))
        }
        let stored = StoredChange(change, place: moving.order.place(of: key))
        commit.write(StoreWrite(TenantArchive.Part.changes, key, stored))
    }

    private func rotationWrites(after former: TenantParts) throws(Refusal) -> [StoreWrite] {
        var writes: [StoreWrite] = []
        for server in Set(rotated.keys).union(former.rotated.keys) {
            let (new, old) = (rotated[server], former.rotated[server])
            guard new?.count != old?.count || new?.at != old?.at || new?.keys.active.id != old?.keys.active.id else {
                continue
            }
            let key = StoredRotation.key(of: server)
            do throws(CryptoError) {
                var stored: StoredRotation?
                if let new { stored = try StoredRotation(server, new) }
                writes.append(StoreWrite(TenantArchive.Part.rotations, key, stored))
            } catch {
                throw Refusal(StoreFailure("a key of \(server) cannot be stored: \(error)"))
            }
        }
        return writes
    }
}
