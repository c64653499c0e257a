import MockOktaHTTP

/// CORS for the origins of `--control-origin`, whose pages may use the control API (Fetch Standard §3.2).
enum ControlOrigins {
    /// Answers a preflight request of an allowed origin.
    ///
    /// - Parameters:
    ///   - context: the request.
    ///   - methods: those of the resource.
    /// - Returns: the answer; nil for any other request.
    static func preflight(_ context: ControlContext, _ methods: [HTTPMethod]) -> HTTPResponse? {
        guard context.request.method == .options, context.isFromControlOrigin,
            context.request.fields.contains("Access-Control-Request-Method"),
            context.access.isEnabled, context.access.role != .orgOnly
        else { return nil }
        return HTTPResponse(
            .noContent,
            fields: [
                "Access-Control-Allow-Methods": methods.map(\.rawValue).joined(separator: ", "),
                "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
                "Access-Control-Max-Age": "600",
            ]
        )
    }

    /// Adds the CORS fields, so that pages of an allowed origin can read an answer.
    static func allow(_ reply: Reply, _ context: ControlContext) -> Reply {
        guard context.isFromControlOrigin, let origin = context.request.fields["Origin"] else { return reply }
        return switch reply {
        case .complete(let response): .complete(readable(response, by: origin))
        case .feed(let response, let feed): .feed(readable(response, by: origin), feed)
        case .longPoll(let poll): .longPoll(ReadableLongPoll(poll, origin: origin))
        case .later, .corrupted, .noResponse: reply
        }
    }

    fileprivate static func readable(_ response: HTTPResponse, by origin: String) -> HTTPResponse {
        var response = response
        response.fields["Access-Control-Allow-Origin"] = origin
        response.fields["Vary"] = "Origin"
        return response
    }
}

/// A long poll whose answers pages of another origin may read.
private struct ReadableLongPoll: LongPoll {
    private let poll: any LongPoll
    private let origin: String

    init(_ poll: any LongPoll, origin: String) {
        self.poll = poll
        self.origin = origin
    }

    var timeout: Duration { poll.timeout }

    func start(signal: @escaping @Sendable () -> Void) { poll.start(signal: signal) }

    func answer() -> HTTPResponse? { poll.answer().map { ControlOrigins.readable($0, by: origin) } }

    func lastAnswer() -> HTTPResponse { ControlOrigins.readable(poll.lastAnswer(), by: origin) }

    func stop() { poll.stop() }
}
