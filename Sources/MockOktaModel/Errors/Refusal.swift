import MockOktaFormats

/// Why a request is refused: the error that the client receives, and an explanation for the developer.
package struct Refusal: Error, Hashable, Sendable {
    package enum Answer: Hashable, Sendable {
        case oauth(OAuthError)
        case okta(OktaError)
    }

    package var answer: Answer
    /// Which rule refused the request, and what would be accepted: for journal, log and console, never sent to the
    /// client.
    package var why: String
    package var trace: [PolicyTrace]
    /// The remedy that the error page shows below the reason.
    package var remedy: Remedy?
    /// Entries of the System Log that the refusal causes beside that of the refused request.
    package var events: [LogEvent] = []
    /// Whether a store failed, so that the same request may succeed later.
    package private(set) var isByStore = false

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

extension Refusal {
    /// Refuses a request because a store failed: Okta's text, with the status of RFC 9110 §15.6.4.
    package init(_ failure: StoreFailure) {
        var row = OAuthError.temporarilyUnavailable
        row.status = 503
        row.name = "store_unavailable"
        self.init(row, why: failure.description)
        isByStore = true
    }

    /// The refusal in the format of Okta's own APIs, where a store failed.
    package var inOktaFormat: Refusal {
        guard isByStore else { return self }
        var refusal = self
        refusal.answer = .okta(.readOnly)
        return refusal
    }
}
