package import MockOktaCrypto
import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel

/// What the control API needs from a tenant; the engine's tenant conforms.
package protocol ControlledTenant: Sendable {
    var seed: UInt64 { get }
    var clock: ClockReading { get }
    var organization: Organization { get }
    var journal: Journal { get }
    var faults: FaultRegistry { get }
    var outbox: Outbox { get }

    /// Changes the faults, where a store outside this process keeps them too.
    ///
    /// - Parameter change: adds, removes or counts faults.
    /// - Returns: the result of `change`.
    /// - Throws: any error of `change`, and an error where a store fails; the faults are then unchanged.
    func changeFaults<Outcome: Sendable>(
        _ change: (FaultRegistry) throws(ControlError) -> Outcome
    ) throws(ControlError) -> Outcome

    func snapshot(_ urls: BaseURLs) -> OrgSnapshot

    /// The random generator of the next object that the control API issues; independent of the generators of requests.
    func nextControlRandom() -> SeededRandom

    /// Changes the clock. When it moves back, expired tokens stay expired.
    func changeClock(_ change: (inout VirtualClock, _ real: Instant) -> Void) throws(Refusal)

    /// Replaces the org, until a reset.
    func replace(_ organization: Organization) throws(Refusal)

    /// Changes the org, until a reset; each change starts from the result of the previous one.
    ///
    /// - Parameter change: returns the new org, or nil to change nothing, and a result for the caller.
    /// - Returns: the result of `change`.
    /// - Throws: any refusal of `change`, and `Refusal` where a store fails; the org is then unchanged.
    func change<Outcome: Sendable>(
        _ change: (Organization) throws(Refusal) -> (Organization?, Outcome)
    ) throws(Refusal) -> Outcome

    /// Returns the tenant to its initial state, except for the parts to keep.
    func reset(keeping parts: Set<ResetPart>) throws(Refusal)

    func rotateKeys(of server: AuthorizationServer, retire: Bool) throws(CryptoError) -> ServerKeys

    /// The names of the saved states, sorted.
    var snapshotNames: [String] { get throws(Refusal) }

    /// Saves the whole state; a snapshot of the same name is replaced.
    ///
    /// Returns false where there would be more snapshots than the limit; nil means no limit.
    func saveSnapshot(_ name: String, limit: Int?) throws(Refusal) -> Bool

    /// Returns false where no snapshot has this name.
    func restoreSnapshot(_ name: String) throws(Refusal) -> Bool

    /// Returns false where no snapshot has this name.
    func removeSnapshot(_ name: String) throws(Refusal) -> Bool
}

/// The isolated orgs.
package protocol ControlledOrgs: Sendable {
    var names: [String] { get }

    /// Where the state of all orgs is kept.
    var storeKind: StoreKind { get }

    /// Asks the store for an answer.
    ///
    /// - Throws: `StoreFailure` where it gives none.
    func checkStore() throws(StoreFailure)

    /// The maximum number of isolated orgs.
    var limit: Int { get }

    /// Creates a tenant, which replaces one of the same name; without an organization it has the main org's fixtures.
    ///
    /// Returns false where it would exceed the limit.
    func create(_ name: String, playing organization: Organization?) throws(Refusal) -> Bool

    /// Returns false where no org has this name.
    func remove(_ name: String) throws(Refusal) -> Bool
}

/// The state of a tenant's clock.
package struct ClockReading: Hashable, Sendable {
    package let now: Instant
    package let isFrozen: Bool
    /// The real time, which the clock follows unless it is frozen or set.
    package let real: Instant

    package init(now: Instant, isFrozen: Bool, real: Instant) {
        self.now = now
        self.isFrozen = isFrozen
        self.real = real
    }
}

/// A part of a tenant that a reset can keep.
package enum ResetPart: String, CaseIterable, Sendable {
    case clock, faults, journal, keys, sessions, grants
}
