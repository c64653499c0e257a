import MockOktaControl
import MockOktaIssuing
import MockOktaModel

/// What the orgs of one process share, so that many isolated orgs take no more memory than one.
struct ProcessBudgets: Sendable {
    let journals: JournalBudget
    let pushedRequests: PushedRequestBudget

    /// - Parameters:
    ///   - settings: those of the main org.
    ///   - store: where the orgs keep their state.
    init(_ settings: Settings, in store: StoreKind) {
        journals = JournalBudget(limit: settings.limit(.journalBytes))
        pushedRequests = PushedRequestBudget(isShared: store.isShared)
    }
}
