import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

extension EndpointDescription {
    static let requests = EndpointDescription(
        "The latest exchanges, oldest first.",
        query: JournalQuery.parameters,
        .json("The exchanges.", Shape.object(["requests": Shape.array(Shape.reference("Exchange"))]))
    )
    static let removeRequests = EndpointDescription("Empties the journal; ids continue.", .noContent("It is empty."))
    static let countRequests = EndpointDescription(
        "The number of exchanges.",
        query: JournalQuery.parameters,
        .json("The number.", Shape.object(["count": Shape.integer()]))
    )
    static let waitForRequest = EndpointDescription(
        "Waits until an exchange is in the journal.",
        query: JournalQuery.parameters + [timeout],
        .json("The exchanges.", Shape.object(["requests": Shape.array(Shape.reference("Exchange"))])),
        .json(
            408,
            "No exchange has come in time; those that match nearly.",
            Shape.object(
                ["error": Shape.word(["timeout"]), "nearest": Shape.array(Shape.reference("NearMiss"))],
                optional: ["nearest"]
            )
        )
    )
    static let readRequest = EndpointDescription(
        "One exchange with its header fields and bodies.",
        query: [secrets],
        path: ["id": Shape.integer(1)],
        .json("The exchange.", Shape.reference("WholeExchange"))
    )
    static let archive = EndpointDescription(
        "The exchanges as an HTTP Archive (HAR 1.2).",
        query: JournalQuery.parameters,
        .json("The archive.", Shape.object(["log": Shape.freeObject]))
    )
    static let gaps = EndpointDescription(
        "Operations of Okta that were requested and are not supported, the most frequent first.",
        .json(
            "The operations.",
            Shape.object([
                "gaps": Shape.array(
                    Shape.object([
                        "method": Shape.string, "path": Shape.string, "count": Shape.integer(1),
                        "clients": Shape.array(Shape.string),
                    ])
                )
            ])
        )
    )
    static let events = EndpointDescription(
        "Later exchanges as server-sent events; after the id in Last-Event-ID, where it is given.",
        .file("text/event-stream", "Events of the type exchange.")
    )

    static let messages = EndpointDescription(
        "What would have been sent to users, oldest first.",
        query: MessageControl.parameters,
        .json("The messages.", Shape.object(["messages": Shape.array(Shape.reference("Message"))]))
    )
    static let removeMessages = EndpointDescription("Empties the outbox; ids continue.", .noContent("It is empty."))
    static let waitForMessage = EndpointDescription(
        "Waits until a message is in the outbox.",
        query: MessageControl.parameters + [timeout],
        .json("The messages.", Shape.object(["messages": Shape.array(Shape.reference("Message"))])),
        .json(408, "No message has come in time.", Shape.object(["error": Shape.word(["timeout"])]))
    )

    private static let timeout = Parameter(
        name: "timeout",
        summary: "How long to wait in real time, at most PT60S; PT10S unless given.",
        schema: ["type": "string", "pattern": "^PT[0-9]{1,2}(\\.[0-9]+)?S$", "maxLength": 8]
    )
    static let secrets = Parameter(
        name: "secrets",
        summary: "Whether passwords, secrets, codes and tokens are shown.",
        schema: Shape.bool
    )
}
