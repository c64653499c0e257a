package import MockOktaHTTP
package import MockOktaModel

/// The result of an exchange.
///
/// It is an object so that cached answers share one.
package final class ExchangeOutcome: Sendable {
    /// Nil where a fault prevented an answer.
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
