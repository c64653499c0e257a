import MockOktaControl
import MockOktaEngine

/// Coming back to an earlier state.
extension OrgController {
    /// Returns to the start: clock, keys and org as they were then, nothing issued, nobody signed in, no faults, an
    /// empty journal, and chance from its beginning.
    ///
    /// - Parameter parts: what stays as it is.
    public func reset(keeping parts: Set<OrgPart> = []) {
        handle.tenant.reset(keeping: Set(parts.map(\.controlled)))
    }

    /// Keeps the whole state under a name, in the place of an earlier one of that name.
    ///
    /// Costs no more than some references, however much has been issued.
    public func saveSnapshot(_ name: String) {
        handle.tenant.saveSnapshot(name)
    }

    /// Returns to a kept state, as often as wanted.
    ///
    /// - Parameter name: under which it was kept.
    /// - Throws: when there is none of that name.
    public func restoreSnapshot(_ name: String) throws(SteeringError) {
        guard handle.tenant.restoreSnapshot(name) else { throw .noSnapshot(name) }
    }

    /// Forgets a kept state.
    ///
    /// - Parameter name: under which it was kept.
    /// - Throws: when there is none of that name.
    public func removeSnapshot(_ name: String) throws(SteeringError) {
        guard handle.tenant.removeSnapshot(name) else { throw .noSnapshot(name) }
    }
}

/// A part of an org that a reset can leave alone.
public enum OrgPart: String, CaseIterable, Sendable {
    /// Its time.
    case clock
    /// The faults in force.
    case faults
    /// The requests seen.
    case journal
    /// What key rotations have made.
    case keys
    /// The browsers that are signed in.
    case sessions
    /// Codes and refresh tokens, and with them the access tokens that came from them.
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

extension SteeringError {
    fileprivate static func noSnapshot(_ name: String) -> SteeringError {
        .refused(field: "name", message: "there is no snapshot \(name)", allowed: [])
    }
}
