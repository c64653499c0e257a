/// Why a request is refused, told twice: to the client in Okta's words, to the developer in ours.
package struct Refusal: Error, Hashable, Sendable {
    package enum Answer: Hashable, Sendable {
        case oauth(OAuthError)
        case okta(OktaError)
    }

    package var answer: Answer
    /// Which rule refused and what would have passed: for journal, log and console, never on the wire.
    package var why: String
    package var trace: [PolicyTrace]
    /// What the error page says below the reason.
    package var remedy: Remedy?

    package init(_ error: OAuthError, why: String, trace: [PolicyTrace] = [], remedy: Remedy? = nil) {
        answer = .oauth(error)
        self.why = why
        self.trace = trace
        self.remedy = remedy
    }

    package init(_ error: OktaError, why: String, remedy: Remedy? = nil) {
        answer = .okta(error)
        self.why = why
        trace = []
        self.remedy = remedy
    }
}
