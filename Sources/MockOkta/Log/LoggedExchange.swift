import MockOktaEngine
import MockOktaHTTP
import MockOktaModel

/// One exchange as a log tells it: never a password, code or token, for the notes hold none.
package struct LoggedExchange: Sendable {
    /// What was asked and answered: `POST /oauth2/default/v1/token 401 access_denied`.
    package var summary: String {
        let words = [
            exchange.method.rawValue, exchange.path, exchange.status.map { String($0.rawValue) } ?? "unanswered",
            exchange.notes.error,
        ]
        return words.compactMap(\.self).joined(separator: " ")
    }
    /// Who and what it was about.
    package var details: [(name: String, value: String)] {
        let notes = exchange.notes
        let named = [
            ("client", notes.clientID), ("user", notes.user), ("grant_type", notes.grantType), ("scope", notes.scope),
            ("fault", exchange.fault),
        ]
        return named.compactMap { name, value in value.map { (name, $0) } }
    }
    /// Why it was answered so, in words for the developer.
    package var why: String? { exchange.notes.why }
    package var isRefused: Bool { exchange.notes.error != nil || (exchange.status?.rawValue ?? 400) >= 400 }

    private let exchange: Engine.Exchange

    init(_ exchange: Engine.Exchange) {
        self.exchange = exchange
    }
}
