import MockOktaIssuing
import MockOktaModel

/// What a change of a tenant does beside its org, clock, keys and faults: to issued records, messages and journal.
///
/// A change only notes it here. It is done when the change is kept, in one step with it where a store outside this
/// process is used, so that a change that is refused has done nothing.
struct RecordChanges {
    /// Whose grants, sessions and tokens end.
    var ended: Set<Timeline.Subject> = []
    /// Whether everything that was issued, except sessions, is removed.
    var removesGrants = false
    /// Whether sessions, sign-ins and messages are removed.
    var removesSessions = false
    /// Grants of the fixtures' refresh tokens, which are written after the removal.
    var seeds: [FixtureGrants.Seed] = []
    /// The records of a snapshot's stores, which replace those that are there.
    var restored: [StoredSnapshot.Store] = []
    var outbox: Outbox.Contents?
    /// The exchanges that replace those of the journal, as a log has them.
    var exchanges: [[UInt8]]?
    /// Other records.
    var writes: [StoreWrite] = []
    /// What is done in memory when the change has been kept.
    var afterwards: [() -> Void] = []
}
