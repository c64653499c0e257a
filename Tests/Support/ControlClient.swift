package import MockOktaFormats
package import MockOktaHTTP

/// The control API of a double, as a test's set-up uses it; every answer must be as the OpenAPI document says.
package struct ControlClient {
    private let double: TestDouble
    /// `/t/name` for another tenant than the main one.
    private let prefix: String

    package init(_ double: TestDouble, prefix: String = "") {
        self.double = double
        self.prefix = prefix
    }

    package func get(_ path: String) throws -> Answer { try send(.get, path) }

    package func put(_ path: String, _ body: JSON = [:]) throws -> Answer { try send(.put, path, body) }

    package func post(_ path: String, _ body: JSON = [:]) throws -> Answer { try send(.post, path, body) }

    package func delete(_ path: String) throws -> Answer { try send(.delete, path) }

    package func send(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) throws -> Answer {
        let parts = (prefix + "/_mock" + path).split(separator: "?", maxSplits: 1).map(String.init)
        let answer = Answer(
            try double.send(
                HTTPRequest(
                    method: method,
                    path: parts[0],
                    query: parts.count > 1 ? parts[1] : nil,
                    fields: body == nil ? [:] : ["Content-Type": "application/json"],
                    body: body?.serialized() ?? []
                )
            )
        )
        let problems = ControlDocument.problems(method.rawValue, path, answer)
        guard problems.isEmpty else {
            throw TestDouble.Failure(
                description: "\(method.rawValue) \(path) differs from openapi.json: \(problems.prefix(5)) in \(answer)"
            )
        }
        return answer
    }

    /// The entries of the journal that a query selects.
    package func requests(_ query: String = "") throws -> [JSON] {
        try get("/requests" + (query.isEmpty ? "" : "?" + query))["requests"]?.array ?? []
    }
}
