import MockOktaControl
import MockOktaIssuing
import MockOktaModel

/// What the orgs of one process share, so that many isolated orgs take no more memory than one.
struct ProcessBudgets: Sendable {
    let journals: JournalBudget
    let pushedRequests = PushedRequestBudget()

    /// The budgets by the settings of the main org.
    init(_ settings: Settings) {
        journals = JournalBudget(limit: settings.limit(.journalBytes))
    }
}
