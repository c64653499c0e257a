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

    package init(_ error: OAuthError, why: String, trace: [PolicyTrace] = []) {
        answer = .oauth(error)
        self.why = why
        self.trace = trace
    }

    package init(_ error: OktaError, why: String) {
        answer = .okta(error)
        self.why = why
        trace = []
    }
}
