import MockOktaControl
import MockOktaEngine
import MockOktaModel

/// Reset and snapshots.
extension OrgController {
    /// Returns the org to its initial state: the initial clock, keys and fixtures, no tokens, sessions or faults, an
    /// empty journal, and the initial state of the random generator.
    ///
    /// - Parameter parts: the parts to keep.
    public func reset(keeping parts: Set<OrgPart> = []) {
        let kept = Set(parts.map(\.controlled))
        reference.inMemory { () throws(Refusal) in try reference.tenant.reset(keeping: kept) }
    }

    /// Saves the whole state under a name; it replaces an earlier snapshot of that name.
    ///
    /// The state is copied on write.
    public func saveSnapshot(_ name: String) {
        // The program that calls this owns the memory, so there is no limit.
        _ = reference.inMemory { () throws(Refusal) in try reference.tenant.saveSnapshot(name, limit: nil) }
    }

    /// Restores a saved state.
    ///
    /// The snapshot is kept.
    ///
    /// - Parameter name: the name of the snapshot.
    /// - Throws: an error where no snapshot has this name.
    public func restoreSnapshot(_ name: String) throws(OrgControlError) {
        let isThere = reference.inMemory { () throws(Refusal) in try reference.tenant.restoreSnapshot(name) }
        guard isThere else { throw .noSnapshot(name) }
    }

    /// Removes a snapshot.
    ///
    /// - Parameter name: the name of the snapshot.
    /// - Throws: an error where no snapshot has this name.
    public func removeSnapshot(_ name: String) throws(OrgControlError) {
        let isThere = reference.inMemory { () throws(Refusal) in try reference.tenant.removeSnapshot(name) }
        guard isThere else { throw .noSnapshot(name) }
    }
}

/// A part of an org that a reset can keep.
public enum OrgPart: String, CaseIterable, Sendable {
    /// The virtual clock.
    case clock
    /// The faults.
    case faults
    /// The recorded requests.
    case journal
    /// The signing keys made by rotations.
    case keys
    /// The browser sessions.
    case sessions
    /// Codes and refresh tokens, and the access tokens issued with them.
    case grants

    fileprivate var controlled: ResetPart {
        switch self {
        case .clock: .clock
        case .faults: .faults
        case .journal: .journal
        case .keys: .keys
        case .sessions: .sessions
        case .grants: .grants
        }
    }
}

extension OrgControlError {
    fileprivate static func noSnapshot(_ name: String) -> OrgControlError {
        .refused(field: "name", message: "there is no snapshot \(name)", allowed: [])
    }
}
