/// The details of a request that an endpoint records for journal and log; they do not affect the answer.
package struct ExchangeRecord: Sendable {
    package var clientID: String?
    package var server: String?
    package var user: String?
    package var grantType: String?
    package var scope: String?
    /// The grant that was created, or that the presented code or refresh token belongs to.
    package var grant: RecordKey?
    package var error: String?
    package var errorDescription: String?
    /// Okta's internal name of the OAuth error (`OAuthError.name`).
    package var reason: String?
    /// Which rule refused the request, and what would be accepted.
    package var why: String?
    /// What would have let a refused request pass.
    package var remedy: Remedy?
    package var trace: [PolicyTrace] = []
    /// The issued tokens, in the order of the answer.
    package var tokens: [IssuedToken] = []
    /// Entries of the System Log that the members above do not show.
    package var events: [LogEvent] = []

    package init() {}

    package mutating func note(_ refusal: Refusal) {
        why = refusal.why
        remedy = refusal.remedy
        events += refusal.events
        if !refusal.trace.isEmpty { trace = refusal.trace }
        switch refusal.answer {
        case .oauth(let row): (error, errorDescription, reason) = (row.error, row.description, row.name)
        case .okta(let row): (error, errorDescription) = (row.code, row.summary)
        }
    }
}
