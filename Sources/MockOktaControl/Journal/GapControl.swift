import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/_mock/gaps`: requests in the journal for operations that Okta has and this server does not support.
enum GapControl {
    private struct Gap {
        let method: String
        let path: String
        var count = 0
        var clients: [String] = []
    }

    /// Lists the most frequent operations first.
    static func list(_ context: ControlContext) -> HTTPResponse {
        var gaps: [ExactString: Gap] = [:]
        for entry in context.tenant.journal.entries() where entry.status == HTTPStatus(rawValue: 501) {
            let (method, path) = (entry.request.method.rawValue, entry.shownPath)
            var gap = gaps[method + " " + path] ?? Gap(method: method, path: path)
            gap.count += 1
            let client = entry.completedRecord().clientID ?? entry.request.fields["User-Agent"]
            if let client, !gap.clients.contains(client) { gap.clients.append(client) }
            gaps[method + " " + path] = gap
        }
        let sorted = gaps.values.sorted {
            ($1.count, $0.path, $0.method) < ($0.count, $1.path, $1.method)
        }
        let rows = sorted.map { gap -> JSON in
            [
                "method": .string(gap.method), "path": .string(gap.path), "count": .integer(gap.count),
                "clients": .array(gap.clients.map { .string($0) }),
            ]
        }
        return ControlResponse.json(.ok, ["gaps": .array(rows)])
    }
}
