import MockOktaIssuing
import MockOktaModel

extension Tenant {
    /// The initial state, to which a reset returns.
    struct Start: Sendable {
        var organization: Organization
        var clock: VirtualClock
        /// Whether an isolated org has fixtures of its own.
        var hasOwnFixture = false
    }

    struct MutableState: Sendable {
        var start: Start
        var organization: Organization
        var clock: VirtualClock
        var timeline = Timeline()
        /// The subjects that have ended while some of what was issued for them may not have been ended yet.
        var endings: Set<Timeline.Subject> = []
        /// The places of the records of changed objects in their order.
        var order = RecordOrder()
        var ordinal: UInt64 = 0
        var controlOrdinal: UInt64 = 0
        /// Changes with everything that metadata and keys depend on; a value is never reused.
        var revision = 0
    }
}
