import MockOktaFormats
import MockOktaHTTP

/// `/_mock/requests` and `/_mock/events`: the journal.
enum JournalControl {
    static func list(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let query = try JournalQuery(context.request)
        return ControlResponse.json(.ok, query.json(query.filter.entries(of: context.tenant.journal)))
    }

    static func count(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let filter = try JournalQuery(context.request).filter
        return ControlResponse.json(.ok, ["count": .integer(filter.entries(of: context.tenant.journal).count)])
    }

    static func removeAll(_ context: ControlContext) -> HTTPResponse {
        context.tenant.journal.removeAll()
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
