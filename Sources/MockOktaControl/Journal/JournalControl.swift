import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/requests` and `/_mock/events`: the journal.
enum JournalControl {
    static func list(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let query = try JournalQuery(context.request)
        return ControlResponse.json(.ok, query.json(query.filter.entries(of: context.tenant.journal)))
    }

    /// One exchange with its header fields and bodies.
    static func read(_ id: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let showsSecrets = try ControlQuery(context.request, allowed: ["secrets"]).bool("secrets")
        guard let entry = Int(id).flatMap(context.tenant.journal.entry) else {
            throw ControlError(.notFound, "there is no exchange \(id), or no longer")
        }
        let exchange = WholeExchange(entry, showsSecrets: showsSecrets)
        return ControlResponse.json(.ok, exchange.json(below: context.operations.urls.path))
    }

    /// The matching exchanges as an HTTP Archive.
    static func archive(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let query = try JournalQuery(context.request)
        let entries = query.filter.entries(of: context.tenant.journal)
        let prefix = context.operations.urls.path
        var response = ControlResponse.json(
            .ok,
            HTTPArchive.json(entries, showsSecrets: query.showsSecrets, below: prefix)
        )
        response.fields["Content-Disposition"] = #"attachment; filename="mock-okta.har""#
        return response
    }

    static func count(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let filter = try JournalQuery(context.request).filter
        return ControlResponse.json(.ok, ["count": .integer(filter.entries(of: context.tenant.journal).count)])
    }

    static func removeAll(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        try ControlError.translating { () throws(Refusal) in try context.tenant.journal.removeAll() }
        return HTTPResponse(.noContent)
    }

    static func wait(_ context: ControlContext) throws(ControlError) -> Reply {
        let query = try JournalQuery(context.request, also: ["timeout"])
        let poll = JournalLongPoll(context.tenant.journal, query, timeout: try query.timeout())
        // Looks through what is there already, so that the event loop has only newer entries to look at.
        return poll.answer().map { .complete($0) } ?? .longPoll(poll)
    }

    /// Streams later exchanges as server-sent events; with `Last-Event-ID`, those after that entry.
    static func events(_ context: ControlContext) throws(ControlError) -> Reply {
        let journal = context.tenant.journal
        var position = journal.end
        if let text = context.request.fields["Last-Event-ID"], !text.isEmpty {
            guard let id = Int(text), id >= 0 else {
                throw ControlError(.badValue, field: "Last-Event-ID", "Last-Event-ID must be the id of an entry")
            }
            position = journal.position(after: id)
        }
        let fields = ControlResponse.fields(["Content-Type": "text/event-stream"])
        return .feed(HTTPResponse(.ok, fields: fields), JournalFeed(journal, after: position))
    }
}
