import MockOktaFormats

/// What the OpenAPI document says of an endpoint of the control API.
struct EndpointDescription: Sendable {
    struct Parameter: Sendable {
        let name: String
        let summary: String
        let schema: JSON
    }

    struct Answer: Sendable {
        let status: Int
        let summary: String
        /// Nil for an answer without a body, or with one that is not JSON.
        var schema: JSON?
        var type = "application/json"
    }

    let summary: String
    var query: [Parameter] = []
    /// The schema of the request's JSON; nil for a request without a body.
    var body: JSON?
    var isBodyRequired = false
    let answers: [Answer]
    /// The schemas of the names in the path; a string where none is given.
    var path: JSONObject = [:]

    init(
        _ summary: String,
        query: [Parameter] = [],
        body: JSON? = nil,
        isBodyRequired: Bool = false,
        path: JSONObject = [:],
        _ answers: Answer...
    ) {
        self.summary = summary
        self.query = query
        self.body = body
        self.isBodyRequired = isBodyRequired
        self.path = path
        self.answers = answers
    }
}

extension EndpointDescription.Answer {
    static func json(_ summary: String, _ schema: JSON) -> Self { json(200, summary, schema) }

    static func json(_ status: Int, _ summary: String, _ schema: JSON) -> Self {
        Self(status: status, summary: summary, schema: schema)
    }

    static func noContent(_ summary: String) -> Self { Self(status: 204, summary: summary) }

    static func file(_ type: String, _ summary: String) -> Self { Self(status: 200, summary: summary, type: type) }
}
