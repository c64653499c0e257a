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
            var commit = TenantCommit()
            _ = try archive.known()
            if try !loadTime(archive) {
                let time = TenantTime(moving.withLock { $0 })
                commit.write(StoreWrite(TenantArchive.Part.time, TenantArchive.only, time))
            }
            try loadEndings(archive)
            let stored = try archive.organizations.kept()
            let digest = archive.digest(of: start.organization)
            let isSame = stored?.start == digest
            if isSame {
                try loadOrganization(archive)
            } else {
                // It has changes of an API where the store has lost the org.
                moving.withLock { moving in
                    (moving.organization, moving.order) = (start.organization, RecordOrder())
                }
                let own = StoredOrganization(start.organization, since: start.organization, digest: digest)
                commit.write(StoreWrite(TenantArchive.Part.organization, TenantArchive.only, own))
                commit.replace(TenantArchive.Part.changes, by: [])
                if archive.isShared && isMain || start.hasOwnFixture {
                    let whole = StoredOrganization(whole: start.organization)
                    commit.write(StoreWrite(TenantArchive.Part.fixture, TenantArchive.only, whole))
                }
                try makeGrants(of: start.organization, isNew: stored == nil, &commit)
            }
            // Every start says it: a process that has ended in the middle of a change has left it open.
            let lead = moving.withLock { $0.clock.lead }
            try archive.prepare(lead)
            commit.lead = lead
            guard try archive.commit(commit) else {
                // Nil where another process has removed the tenant meanwhile: it is then made anew.
                archive.note(try archive.present())
                continue
            }
            break
        }
        try loadKeys(archive)
        try loadFaults(archive)
        try outbox.load()
        if moving.withLock({ !$0.endings.isEmpty }) { settle(archive) }
    }

    /// Makes the grants of the fixtures' refresh tokens.
    ///
    /// Those of a new org are part of its commit: a process that is too late must not write over what clients have done
    /// with them since. Those of other fixtures are made before it, where there are none yet: a start that fails
    /// between both would leave them out for good, and no request can use a grant of a token that the org does not
    /// have.
    private func makeGrants(of start: Organization, isNew: Bool, _ commit: inout TenantCommit) throws(Refusal) {
        guard isNew else { return try FixtureGrants.seed(start, in: state.grants, at: now) }
        for seed in FixtureGrants.seeds(of: start, at: now) {
            commit.write(StoreWrite(IssuedState.grantStore, seed.key, seed.grant, expires: seed.expires))
        }
    }

    /// Reads what other processes have changed, so that a request sees it.
    ///
    /// - Returns: false where the tenant was removed, or another one was made in its place.
    /// - Throws: `Refusal` where the store fails; the tenant is then as it was last read.
    func catchUp() throws(Refusal) -> Bool {
        guard let archive, archive.isShared else { return true }
        let present = try archive.present()
        if present == nil, !isMain { return false }
        if present == (try archive.known()) { return true }
        return try changing.withLock { _ throws(Refusal) in try catchUpAlone(archive) }
    }

    /// Reads what other processes have changed, while no other thread changes the tenant.
    ///
    /// A store that has lost the main org, as by a restart of its server, gets that of the fixtures again.
    func catchUpAlone(_ archive: TenantArchive) throws(Refusal) -> Bool {
        guard archive.isShared else { return true }
        while true {
            let known = try archive.known()
            guard let present = try archive.present() else {
                guard isMain else { return false }
                archive.note(nil)
                try load(archive)
                moving.withLock { $0.revision += 1 }
                continue
            }
            guard present != known else { return true }
            do throws(Refusal) {
                try load(present, since: known, archive)
                archive.note(present)
            } catch {
                // A commit between the reads may have left a mixture that cannot be read.
                if try archive.present() == present { throw error }
            }
        }
    }

    private func load(
        _ present: TenantVersion,
        since known: TenantVersion,
        _ archive: TenantArchive
    ) throws(Refusal) {
        func differs(_ parts: String...) -> Bool { parts.contains { present.differs(from: known, in: $0) } }
        if differs(TenantArchive.Part.time) { _ = try loadTime(archive) }
        if differs(TenantArchive.Part.endings) { try loadEndings(archive) }
        let hasOtherObjects = differs(TenantArchive.Part.organization, TenantArchive.Part.changes)
        if hasOtherObjects { try loadOrganization(archive) }
        if hasOtherObjects || differs(TenantArchive.Part.rotations) { try loadKeys(archive) }
        if differs(TenantArchive.Part.faults) { try loadFaults(archive) }
        moving.withLock { $0.revision += 1 }
    }

    private func loadEndings(_ archive: TenantArchive) throws(Refusal) {
        let endings = try archive.endings.kept()?.subjects ?? []
        moving.withLock { $0.endings = endings }
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
        let (changes, order) = try archive.changedObjects()
        let organization = try stored.organization(since: start, changedBy: changes)
        journal.capacity = organization.settings.journalCapacity
        moving.withLock { moving in
            (moving.start.organization, moving.organization, moving.order) = (start, organization, order)
        }
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
