import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Request and answer of an exchange with their header fields and bodies.
struct WholeExchange {
    let entry: JournalEntry
    let showsSecrets: Bool

    init(_ entry: JournalEntry, showsSecrets: Bool) {
        self.entry = entry
        self.showsSecrets = showsSecrets
    }

    private var request: HTTPRequest { entry.request }

    var requestFields: [(name: String, value: String)] {
        ShownFields.list(request.fields, showsSecrets: showsSecrets)
    }

    var answerFields: [(name: String, value: String)] {
        entry.answer.map { ShownFields.list($0.fields, showsSecrets: showsSecrets) } ?? []
    }

    /// The query as sent, without secrets unless they are shown.
    var query: String? { request.query.map { showsSecrets ? $0 : ShownText.form($0) } }

    var requestBody: ShownBody? {
        ShownBody(request.body, size: entry.requestBodySize, request.fields, showsSecrets: showsSecrets)
    }

    var answerBody: ShownBody? {
        guard let answer = entry.answer else { return nil }
        return ShownBody(answer.body, size: answer.bodySize, answer.fields, showsSecrets: showsSecrets)
    }

    /// The URL of the request.
    ///
    /// - Parameter prefix: the path that selects the tenant, which the journal does not have.
    /// - Returns: an absolute URL.
    func url(below prefix: some StringProtocol) -> String {
        let path = request.path == "*" ? "/" : showsSecrets ? request.path : entry.shownPath
        return request.scheme.prefix + (request.authority ?? "localhost") + prefix + path
            + (query.map { "?" + $0 } ?? "")
    }

    /// The journal's entry with the members `request` and `answer`.
    func json(below prefix: some StringProtocol) -> JSON {
        var members = entry.json(showsSecrets: showsSecrets).object ?? [:]
        var sent: JSONObject = ["url": .string(url(below: prefix)), "fields": ShownFields.json(requestFields)]
        for member in requestBody?.json.members ?? [] { sent[member.key] = member.value }
        members["request"] = .object(sent)
        if entry.answer != nil {
            var answer: JSONObject = ["fields": ShownFields.json(answerFields)]
            for member in answerBody?.json.members ?? [] { answer[member.key] = member.value }
            members["answer"] = .object(answer)
        }
        return .object(members)
    }
}
