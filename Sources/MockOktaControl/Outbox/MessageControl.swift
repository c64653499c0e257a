import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

/// `/_mock/messages`: what Okta would have sent to users.
enum MessageControl {
    /// The parameters of a query, as the control API describes them.
    static let parameters: [EndpointDescription.Parameter] = [
        .init(name: "to", summary: "The address or phone number.", schema: Shape.string),
        .init(
            name: "kind",
            summary: "How it was sent.",
            schema: Shape.word(OutboxMessage.Kind.allCases.map(\.rawValue))
        ),
        .init(name: "after", summary: "Only messages with a higher id.", schema: Shape.integer()),
        .init(name: "limit", summary: "At most this many, the oldest first.", schema: Shape.integer()),
    ]
    private static let conditions = parameters.map(\.name)

    static func list(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let filter = try filter(ControlQuery(context.request, allowed: conditions))
        return answer(filter.entries(of: context.tenant.outbox))
    }

    static func removeAll(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        try ControlError.translating { () throws(Refusal) in try context.tenant.outbox.removeAll() }
        return HTTPResponse(.noContent)
    }

    static func wait(_ context: ControlContext) throws(ControlError) -> Reply {
        let query = try ControlQuery(context.request, allowed: conditions + ["timeout"])
        return .longPoll(MessageLongPoll(context.tenant.outbox, try filter(query), timeout: try query.timeout()))
    }

    private static func filter(_ query: ControlQuery) throws(ControlError) -> MessageFilter {
        var filter = MessageFilter()
        filter.recipient = query["to"]
        if let text = query["kind"] {
            guard let kind = OutboxMessage.Kind(rawValue: text) else {
                let allowed = OutboxMessage.Kind.allCases.map(\.rawValue)
                throw ControlError(.badValue, field: "kind", "there is no kind \(text)", allowed: allowed)
            }
            filter.kind = kind
        }
        filter.after = try query.integer("after") ?? 0
        filter.limit = try query.integer("limit")
        return filter
    }

    fileprivate static func answer(_ entries: [Outbox.Entry]) -> HTTPResponse {
        ControlResponse.json(.ok, ["messages": .array(entries.map(\.json))])
    }
}

/// Waits until a matching message is in the outbox.
private final class MessageLongPoll: LongPoll {
    let timeout: Duration
    private let outbox: Outbox
    private let filter: MessageFilter
    private let listener = Lock<Int?>(nil)

    init(_ outbox: Outbox, _ filter: MessageFilter, timeout: Duration) {
        self.outbox = outbox
        self.filter = filter
        self.timeout = timeout
    }

    func start(signal: @escaping @Sendable () -> Void) {
        let number = outbox.listeners.add(signal)
        listener.withLock { $0 = number }
    }

    func answer() -> HTTPResponse? {
        if outbox.listeners.isClosed { return ControlError(.notFound, "the org was removed or replaced").response }
        let found = filter.entries(of: outbox)
        return found.isEmpty ? nil : MessageControl.answer(found)
    }

    func lastAnswer() -> HTTPResponse { answer() ?? ControlResponse.json(408, ["error": "timeout"]) }

    func stop() {
        if let number = listener.withLock({ $0 }) { outbox.listeners.remove(number) }
    }
}
