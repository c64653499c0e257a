package import MockOktaControl
package import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// One exchange in the log, without passwords, codes and tokens, which its record does not contain.
package struct LoggedExchange: Sendable {
    /// Request and result: `POST /oauth2/default/v1/token 401 access_denied`.
    package var summary: String {
        var text = entry.request.method.rawValue
        text += " "
        text += entry.shownPath
        text += entry.status.map { " \($0.rawValue)" } ?? " unanswered"
        if let error = entry.outcome.record.error { text += " " + error }
        return text
    }
    /// What `summary` says: `method`, `path`, `status` and `error`; those that do not exist are left out.
    package var members: JSONObject {
        var members: JSONObject = [
            "method": .string(entry.request.method.rawValue), "path": .string(entry.shownPath),
        ]
        members["status"] = entry.status.map { .integer($0.rawValue) }
        members["error"] = entry.outcome.record.error.map { .string($0) }
        return members
    }
    /// The client, the user and other facts of the exchange.
    package var details: [(name: String, value: String)] {
        let outcome = entry.outcome
        let record = outcome.record
        let named = [
            ("client", record.clientID), ("user", record.user), ("grant_type", record.grantType),
            ("scope", record.scope), ("fault", outcome.fault),
        ]
        return named.compactMap { name, value in value.map { (name, $0) } }
    }
    /// The reason for the answer, for the developer.
    package var why: String? { entry.outcome.record.why }
    /// The evaluated policies and rules in their order, with their results; nil where there are none.
    package var trace: String? {
        let lines = entry.outcome.record.trace.flatMap { policy in
            [Self.line("policy", policy.policy, policy.isMatch, policy.why)]
                + policy.rules.map { Self.line("rule", $0.name, $0.isMatch, $0.why, condition: $0.condition) }
        }
        return lines.isEmpty ? nil : lines.joined(separator: "; ")
    }

    package var isRefused: Bool { entry.outcome.record.error != nil || (entry.status?.rawValue ?? 400) >= 400 }

    private static func line(
        _ kind: String,
        _ name: String,
        _ isMatch: Bool,
        _ why: String,
        condition: String? = nil
    ) -> String {
        "\(kind) \(name) \(isMatch ? "matched" : "did not match"): " + (condition.map { "\($0): " } ?? "") + why
    }

    private let entry: JournalEntry

    package init(_ entry: JournalEntry) {
        self.entry = entry
    }
}
