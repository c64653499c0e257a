package import MockOktaHTTP
package import MockOktaModel

/// The exchanges that the org's journal still contains: the source of the System Log.
package protocol ExchangeHistory: Sendable {
    /// The id of the latest exchange; 0 where there is none.
    var lastID: Int { get }

    /// Visits the exchanges with a higher id, oldest first; those without tokens, errors and events are left out.
    func forEach(after id: Int, _ body: (PastExchange) -> Void)
}

/// One exchange of an org's journal.
package struct PastExchange: Sendable {
    package let id: Int
    package let at: Instant
    /// The request; a large one without its header fields, query and body.
    package let request: HTTPRequest
    package let record: ExchangeRecord
    /// The value of `x-okta-request-id`; nil for answers without that field.
    package let requestID: String?

    package init(id: Int, at: Instant, request: HTTPRequest, record: ExchangeRecord, requestID: String?) {
        self.id = id
        self.at = at
        self.request = request
        self.record = record
        self.requestID = requestID
    }
}
