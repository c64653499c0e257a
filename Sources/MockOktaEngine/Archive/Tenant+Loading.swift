import MockOktaControl
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

extension Tenant {
    /// Takes over what earlier processes, or others that run, have left in the store.
    ///
    /// Changes of the org by an API are dropped where the fixtures have changed since, as by a reload.
    func load(_ archive: TenantArchive) throws(Refusal) {
        while true {
            let start = moving.withLock { $0.start }
            var writes: [StoreWrite] = []
            _ = try archive.known()
            if try !loadTime(archive), archive.isShared {
                let time = TenantTime(moving.withLock { $0 })
                writes.append(StoreWrite(TenantArchive.Part.time, TenantArchive.only, time))
            }
            let stored = try archive.organizations.kept()
            let digest = archive.digest(of: start.organization)
            let isSame = stored?.start == digest
            if isSame {
                try loadOrganization(archive)
            } else {
                let own = StoredOrganization(start.organization, since: start.organization, digest: digest)
                writes.append(StoreWrite(TenantArchive.Part.organization, TenantArchive.only, own))
                if archive.isShared && isMain || start.hasOwnFixture {
                    let whole = StoredOrganization(whole: start.organization)
                    writes.append(StoreWrite(TenantArchive.Part.fixture, TenantArchive.only, whole))
                }
            }
            guard try archive.commit(writes) else {
                // Nil where another process has removed the tenant meanwhile: it is then made anew.
                archive.note(try archive.present())
                continue
            }
            if !isSame {
                let grants = state.grants
                try FixtureGrants.seed(start.organization, in: grants, at: now, replacing: stored == nil)
            }
            break
        }
        try loadKeys(archive)
        try loadFaults(archive)
        try outbox.load()
        try archive.follow(moving.withLock { $0.clock.lead })
    }

    /// Reads what other processes have changed, so that a request sees it.
    ///
    /// - Returns: false where the tenant was removed, or another one was made in its place.
    /// - Throws: `Refusal` where the store fails; the tenant is then as it was last read.
    func catchUp() throws(Refusal) -> Bool {
        guard let archive, archive.isShared else { return true }
        guard let present = try archive.present() else { return false }
        if present == (try archive.known()) { return true }
        return try changing.withLock { _ throws(Refusal) in try catchUpAlone(archive) }
    }

    /// Reads what other processes have changed, while no other thread changes the tenant.
    func catchUpAlone(_ archive: TenantArchive) throws(Refusal) -> Bool {
        guard archive.isShared else { return true }
        let known = try archive.known()
        guard let present = try archive.present() else { return false }
        guard present != known else { return true }
        func differs(_ part: String) -> Bool { present.differs(from: known, in: part) }
        if differs(TenantArchive.Part.time) { _ = try loadTime(archive) }
        if differs(TenantArchive.Part.organization) { try loadOrganization(archive) }
        if differs(TenantArchive.Part.organization) || differs(TenantArchive.Part.rotations) { try loadKeys(archive) }
        if differs(TenantArchive.Part.faults) { try loadFaults(archive) }
        moving.withLock { $0.revision += 1 }
        archive.note(present)
        return true
    }

    /// Returns whether the store has a clock.
    private func loadTime(_ archive: TenantArchive) throws(Refusal) -> Bool {
        guard let time = try archive.times.kept() else { return false }
        moving.withLock { ($0.clock, $0.timeline) = (time.clock, time.timeline) }
        return true
    }

    private func loadOrganization(_ archive: TenantArchive) throws(Refusal) {
        guard let stored = try archive.organizations.kept() else { return }
        var start = moving.withLock { $0.start.organization }
        // Another process has read other fixtures; the main org's store has those of an isolated org without its own.
        if stored.start != archive.digest(of: start) {
            var whole = try archive.fixtures.kept()
            if whole == nil { whole = try TenantArchive(of: "main", in: store)?.fixtures.kept() }
            if let whole { start = try whole.organization(since: start) }
        }
        let organization = try stored.organization(since: start)
        journal.capacity = organization.settings.journalCapacity
        moving.withLock { ($0.start.organization, $0.organization) = (start, organization) }
    }

    private func loadKeys(_ archive: TenantArchive) throws(Refusal) {
        var all: [StoredRotation] = []
        try archive.rotations.forEach(at: TenantArchive.always) { _, rotation in all.append(rotation) }
        keys.restore(try Self.rotated(all, in: organization))
    }

    private func loadFaults(_ archive: TenantArchive) throws(Refusal) {
        faults.restore(try archive.faults.kept()?.contents ?? FaultRegistry.Contents())
    }
}
