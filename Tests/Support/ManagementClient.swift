package import MockOktaFormats
package import MockOktaHTTP

/// A client of the Management API with the API token of the built-in org.
package struct ManagementClient {
    private let double: TestDouble
    /// What the requests carry as `Authorization`; nil for nothing.
    private let authorization: String?
    private let base: String

    package init(
        _ double: TestDouble,
        authorization: String? = "SSWS mock-api-token",
        base: String = "/api/v1"
    ) {
        self.double = double
        self.authorization = authorization
        self.base = base
    }

    package func get(_ path: String) throws -> Answer { try send(.get, path) }

    package func post(_ path: String, _ body: JSON? = nil) throws -> Answer { try send(.post, path, body) }

    package func put(_ path: String, _ body: JSON? = nil) throws -> Answer { try send(.put, path, body) }

    package func delete(_ path: String) throws -> Answer { try send(.delete, path) }

    /// Sends a request; `path` begins behind `base` and may have a query.
    package func send(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) throws -> Answer {
        try send(method, path, text: body?.serialized() ?? [])
    }

    package func send(_ method: HTTPMethod, _ path: String, text: [UInt8]) throws -> Answer {
        let parts = (base + path).split(separator: "?", maxSplits: 1).map(String.init)
        var fields: HTTPFields = [:]
        if let authorization { fields["Authorization"] = authorization }
        if !text.isEmpty { fields["Content-Type"] = "application/json" }
        let request = HTTPRequest(
            method: method,
            path: parts[0],
            query: parts.count > 1 ? parts[1] : nil,
            fields: fields,
            body: text
        )
        return Answer(try double.send(request))
    }
}
