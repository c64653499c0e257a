import MockOktaIssuing
import MockOktaModel

extension Tenant {
    /// What a reset returns to.
    struct Start: Sendable {
        var organization: Organization
        var clock: VirtualClock
    }

    struct MutableState: Sendable {
        var start: Start
        var organization: Organization
        var clock: VirtualClock
        var timeline = Timeline()
        var ordinal: UInt64 = 0
        var controlOrdinal: UInt64 = 0
        /// Changes with whatever metadata and keys depend on, and never comes back.
        var revision = 0
    }
}
