import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// What the journal knows of a grant: which exchanges used it, and which of them ended it.
struct TokenUses {
    private let entries: [JournalEntry]
    private let revocations: [JournalEntry]

    /// Finds the exchanges of a grant.
    ///
    /// - Parameters:
    ///   - grant: the grant; nil for a token without one.
    ///   - text: the token, which may have been revoked by itself.
    ///   - journal: the journal.
    init(of grant: GrantID?, _ text: String, in journal: Journal) {
        let all = journal.entries()
        let key = grant?.key
        entries = key.map { key in all.filter { $0.record.grant == key } } ?? []
        revocations = all.filter { entry in
            entry.request.path.hasSuffix("/v1/revoke") && entry.record.error == nil
                && (key != nil && entry.record.grant == key || entry.parameters["token"] == text)
        }
    }

    /// The exchange that ended the grant, in words; nil where the journal has none.
    var end: String? {
        if let replay = entries.last(where: { $0.record.events.contains { $0.type.hasSuffix("token.detect_reuse") } }) {
            return "by the reuse of a replaced refresh token in exchange \(Self.name(replay))"
        }
        return revocations.last.map { "by exchange \(Self.name($0))" }
    }

    /// The exchanges at `/token` that succeeded, in words; nil where the journal has none.
    var redemptions: String? {
        let used = entries.filter { $0.request.path.hasSuffix("/v1/token") && $0.record.error == nil }
        return used.isEmpty ? nil : used.suffix(5).map(Self.name).joined(separator: ", ")
    }

    private static func name(_ entry: JournalEntry) -> String {
        "#\(entry.id) (\(entry.request.method.rawValue) \(entry.shownPath), \(entry.at.text))"
    }
}
