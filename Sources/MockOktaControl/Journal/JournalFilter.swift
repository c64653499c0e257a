import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The conditions of a journal query; all that are given must hold.
package struct JournalFilter: Hashable, Sendable {
    package var path: String?
    package var method: String?
    package var clientID: String?
    package var server: String?
    package var grantType: String?
    /// A login, compared without regard to ASCII case.
    package var user: String?
    package var status: Int?
    package var error: String?
    /// Only entries with a higher id.
    package var after = 0
    /// At most this many, the oldest first.
    package var limit: Int?
    /// At most this many, the newest.
    package var last: Int?

    package init() {}

    package func entries(of journal: Journal) -> [JournalEntry] {
        newEntries(of: journal, after: after)
    }

    /// The matching entries with an id above `seen`.
    package func newEntries(of journal: Journal, after seen: Int) -> [JournalEntry] {
        let entries = journal.entries(after: max(after, seen))
        if let last {
            let found = Array(entries.reversed().lazy.filter(matches).prefix(last).reversed())
            return limit.map { Array(found.prefix($0)) } ?? found
        }
        let found = entries.lazy.filter(matches)
        return limit.map { Array(found.prefix($0)) } ?? Array(found)
    }

    private func matches(_ entry: JournalEntry) -> Bool {
        var isMatch = true
        compare(entry) { _ in
            isMatch = false
            return false
        }
        return isMatch
    }

    /// Finds the conditions that an entry does not meet.
    ///
    /// - Parameters:
    ///   - entry: the entry.
    ///   - report: receives each difference; returns whether to compare further.
    func compare(_ entry: JournalEntry, _ report: (Difference) -> Bool) {
        func differs(_ name: String, _ actual: String?, _ wanted: String) -> Bool {
            !report(Difference(name: name, actual: actual, wanted: wanted))
        }
        if let status, entry.status?.rawValue != status {
            if differs("status", entry.status.map { String($0.rawValue) }, String(status)) { return }
        }
        if let path, !PathPattern(path).matches(entry.request.path), differs("path", entry.request.path, path) {
            return
        }
        if let method, entry.request.method.rawValue != method.asciiUppercased {
            if differs("method", entry.request.method.rawValue, method.asciiUppercased) { return }
        }
        if let server, entry.record.server != server, differs("server", entry.record.server, server) { return }
        if let error, entry.record.error != error, differs("error", entry.record.error, error) { return }
        // Most endpoints have recorded these; only for the others the request is parsed.
        lazy var parameters = entry.parameters
        if let clientID {
            let actual = entry.record.clientID ?? parameters.clientID
            if actual != clientID, differs("client_id", actual, clientID) { return }
        }
        if let grantType {
            let actual = entry.record.grantType ?? parameters["grant_type"]
            if actual != grantType, differs("grant_type", actual, grantType) { return }
        }
        if let user {
            let actual = entry.record.user ?? parameters["username"]
            if actual?.asciiLowercased != user.asciiLowercased, differs("user", actual, user) { return }
        }
    }

    /// A condition that an entry does not meet.
    struct Difference {
        let name: String
        let actual: String?
        let wanted: String

        var text: String { "\(name) is \(actual ?? "absent"), not \(wanted)" }
    }
}

/// A path, or the beginning of one when it ends in `*`.
struct PathPattern: Hashable, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    func matches(_ path: String) -> Bool {
        let (text, path) = (text.utf8, path.utf8)
        return text.last == UInt8(ascii: "*") ? path.starts(with: text.dropLast()) : path.elementsEqual(text)
    }
}
