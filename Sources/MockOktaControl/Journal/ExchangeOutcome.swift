package import MockOktaHTTP
package import MockOktaModel

/// How an exchange ended, kept as an object: what is told to many in the same words is noted in the same words.
package final class ExchangeOutcome: Sendable {
    /// Nil when a fault kept the double from answering.
    package let status: HTTPStatus?
    package let notes: ExchangeRecord
    /// The fault that acted.
    package let fault: String?

    package init(_ status: HTTPStatus?, _ notes: ExchangeRecord, fault: String? = nil) {
        self.status = status
        self.notes = notes
        self.fault = fault
    }
}
