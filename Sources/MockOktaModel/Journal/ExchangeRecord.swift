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
    /// Which rule refused the request, and what would be accepted.
    package var why: String?
    package var trace: [PolicyTrace] = []
    /// The issued tokens, in the order of the answer.
    package var tokens: [IssuedToken] = []

    package init() {}

    package mutating func note(_ refusal: Refusal) {
        why = refusal.why
        if !refusal.trace.isEmpty { trace = refusal.trace }
        switch refusal.answer {
        case .oauth(let row): (error, errorDescription) = (row.error, row.description)
        case .okta(let row): (error, errorDescription) = (row.code, row.summary)
        }
    }
}
