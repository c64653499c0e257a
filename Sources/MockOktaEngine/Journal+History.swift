package import MockOktaControl
package import MockOktaEndpoints
import MockOktaModel

extension Journal: ExchangeHistory {
    package var lastID: Int { entries().last?.id ?? 0 }

    package func forEach(after id: Int, _ body: (PastExchange) -> Void) {
        for entry in entries(after: id) where entry.record.isLogged {
            body(
                PastExchange(
                    id: entry.id,
                    at: entry.at,
                    request: entry.request,
                    record: entry.completedRecord(),
                    requestID: entry.answer.flatMap { OktaFields.requestID(of: $0.fields) }
                )
            )
        }
    }
}

extension ExchangeRecord {
    /// Whether the System Log may have entries for the exchange.
    fileprivate var isLogged: Bool { !events.isEmpty || !tokens.isEmpty || reason != nil }
}
