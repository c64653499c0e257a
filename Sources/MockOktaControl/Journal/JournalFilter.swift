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
        if let status, entry.status?.rawValue != status { return false }
        if let path, !PathPattern(path).matches(entry.request.path) { return false }
        if let method, entry.request.method.rawValue != method.asciiUppercased { return false }
        if let server, entry.record.server != server { return false }
        if let error, entry.record.error != error { return false }
        // Most endpoints have recorded these; only for the others the request is parsed.
        lazy var parameters = entry.parameters
        if let clientID, (entry.record.clientID ?? parameters.clientID)?.hasSameBytes(as: clientID) != true {
            return false
        }
        if let grantType, entry.record.grantType ?? parameters["grant_type"] != grantType { return false }
        if let user, (entry.record.user ?? parameters["username"])?.asciiLowercased != user.asciiLowercased {
            return false
        }
        return true
    }
}

/// A path, or the beginning of one when it ends in `*`.
struct PathPattern: Hashable, Sendable {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    func matches(_ path: String) -> Bool {
        let (text, path) = (text.utf8, path.utf8)
        return text.last == UInt8(ascii: "*") ? path.starts(with: text.dropLast()) : path.elementsEqual(text)
    }
}
