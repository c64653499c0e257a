package import MockOktaCrypto
package import MockOktaIssuing
package import MockOktaModel

/// What the control API may do to a tenant; the engine's tenant conforms.
package protocol ControlledTenant: Sendable {
    var seed: UInt64 { get }
    var clock: ClockReading { get }
    var organization: Organization { get }
    var journal: Journal { get }
    var faults: FaultRegistry { get }

    func snapshot(_ urls: BaseURLs) -> OrgSnapshot

    /// Chance for what the control API issues, apart from that of requests.
    func nextControlRandom() -> SeededRandom

    /// Changes the clock; a step back forgets first what had expired.
    func changeClock(_ change: (inout VirtualClock, _ real: Instant) -> Void)

    /// Lets the org be another one, until a reset.
    func replace(_ organization: Organization)

    /// Puts the tenant back as it was at the start, but for the parts to keep.
    func reset(keeping parts: Set<ResetPart>)

    func rotateKeys(of server: AuthorizationServer, retire: Bool) throws(CryptoError) -> ServerKeys

    func saveSnapshot(_ name: String)

    /// False when there is none of that name.
    func restoreSnapshot(_ name: String) -> Bool

    /// False when there is none of that name.
    func removeSnapshot(_ name: String) -> Bool
}

/// The tenants beside the main org.
package protocol ControlledOrgs: Sendable {
    var names: [String] { get }

    /// Makes a tenant anew; without an organization it plays the main org's fixture.
    func create(_ name: String, playing organization: Organization?)

    /// False when there is none of that name.
    func remove(_ name: String) -> Bool
}

/// What a tenant's clock shows.
package struct ClockReading: Hashable, Sendable {
    package let now: Instant
    package let isFrozen: Bool

    package init(now: Instant, isFrozen: Bool) {
        self.now = now
        self.isFrozen = isFrozen
    }
}

/// A part of a tenant that a reset can leave alone.
package enum ResetPart: String, CaseIterable, Sendable {
    case clock, faults, journal, keys, sessions, grants
}
