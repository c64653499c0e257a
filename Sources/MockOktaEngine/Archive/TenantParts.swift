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
    func writes(
        after former: TenantParts,
        keepsStart: Bool,
        _ archive: TenantArchive
    ) throws(Refusal) -> [StoreWrite] {
        var writes: [StoreWrite] = []
        let time = TenantTime(moving)
        if time != TenantTime(former.moving) {
            writes.append(StoreWrite(TenantArchive.Part.time, TenantArchive.only, time))
        }
        let start = moving.start.organization
        if moving.organization !== former.moving.organization || start !== former.moving.start.organization {
            let stored = StoredOrganization(moving.organization, since: start, digest: archive.digest(of: start))
            writes.append(StoreWrite(TenantArchive.Part.organization, TenantArchive.only, stored))
        }
        if keepsStart, start !== former.moving.start.organization {
            let whole = StoredOrganization(whole: start)
            writes.append(StoreWrite(TenantArchive.Part.fixture, TenantArchive.only, whole))
        }
        writes += try rotationWrites(after: former)
        if !(faults.isEmpty && former.faults.isEmpty) {
            let stored = StoredFaults(faults)
            if stored.encoded != StoredFaults(former.faults).encoded {
                writes.append(StoreWrite(TenantArchive.Part.faults, TenantArchive.only, stored))
            }
        }
        return writes
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
