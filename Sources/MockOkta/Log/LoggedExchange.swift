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
    /// Each policy and rule that was looked at, in their order, with what it said; nil where none was.
    package var trace: String? {
        let lines = exchange.notes.trace.flatMap { policy in
            [Self.line("policy", policy.policy, policy.isMatch, policy.why)]
                + policy.rules.map { Self.line("rule", $0.name, $0.isMatch, $0.why, condition: $0.condition) }
        }
        return lines.isEmpty ? nil : lines.joined(separator: "; ")
    }

    package var isRefused: Bool { exchange.notes.error != nil || (exchange.status?.rawValue ?? 400) >= 400 }

    private static func line(
        _ kind: String,
        _ name: String,
        _ isMatch: Bool,
        _ why: String,
        condition: String? = nil
    ) -> String {
        "\(kind) \(name) \(isMatch ? "matched" : "did not match"): " + (condition.map { "\($0): " } ?? "") + why
    }

    private let exchange: Engine.Exchange

    init(_ exchange: Engine.Exchange) {
        self.exchange = exchange
    }
}
