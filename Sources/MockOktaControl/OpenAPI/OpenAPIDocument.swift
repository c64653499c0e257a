import MockOktaFormats
import MockOktaHTTP

/// The control API as an OpenAPI 3.1 document, made from the table that serves it.
enum OpenAPIDocument {
    static func read(_ context: ControlContext) -> HTTPResponse {
        let servers: JSON = [["url": .string(context.orgURL)]]
        return ControlResponse.json(
            .ok,
            serialized: text + Array(#","servers":"#.utf8) + servers.serialized() + Array("}".utf8)
        )
    }

    /// The document without its last brace: only the member `servers`, the last one, depends on the request.
    private static let text = Array(JSON.object(document).serialized().dropLast())

    static let document: JSONObject = [
        "openapi": "3.1.0",
        "info": [
            "title": "mock-okta control API", "version": .string(ControlFeature.version),
            "summary": "What tests do to a running double of Okta.",
            "license": ["name": "see the repository"],
        ],
        "paths": .object(paths),
        "components": [
            "schemas": .object(EndpointSchemas.all),
            "responses": [
                "Error": [
                    "description": "The request is refused: what is wrong, where, and what is allowed.",
                    "content": ["application/json": ["schema": Shape.reference("Error")]],
                ]
            ],
            "securitySchemes": ["controlToken": ["type": "http", "scheme": "bearer"]],
        ],
    ]

    private static var paths: JSONObject {
        var paths: JSONObject = [:]
        for endpoint in ControlEndpoint.all {
            let path = ControlFeature.prefix + endpoint.path
            var item = paths[path]?.object ?? [:]
            item[endpoint.method.rawValue.asciiLowercased] = .object(operation(endpoint))
            paths[path] = .object(item)
        }
        return paths
    }

    private static func operation(_ endpoint: ControlEndpoint) -> JSONObject {
        let description = endpoint.description
        var operation: JSONObject = [
            "operationId": .string(operationID(endpoint)), "summary": .string(description.summary),
            "tags": [.string(endpoint.path.split(separator: "/").first.map(String.init) ?? "console")],
        ]
        let parameters = pathParameters(endpoint) + description.query.map(queryParameter)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let body = description.body {
            operation["requestBody"] = [
                "required": .bool(description.isBodyRequired), "content": ["application/json": ["schema": body]],
            ]
        }
        var responses: JSONObject = [:]
        for answer in description.answers { responses[String(answer.status)] = .object(response(answer)) }
        responses["default"] = ["$ref": "#/components/responses/Error"]
        operation["responses"] = .object(responses)
        // An empty requirement: the token is required only where the server was started with one.
        operation["security"] = endpoint.caller == .controllers ? [[:], ["controlToken": []]] : []
        return operation
    }

    private static func operationID(_ endpoint: ControlEndpoint) -> String {
        let words = endpoint.path.split { "/.{}-".contains($0) }
        // The page has two paths, with and without a slash at the end.
        let name = words.isEmpty ? (endpoint.path.isEmpty ? "console" : "console/") : words.joined(separator: "-")
        return endpoint.method.rawValue.asciiLowercased + "-" + name
    }

    private static func pathParameters(_ endpoint: ControlEndpoint) -> [JSON] {
        endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map { segment in
            let name = String(segment.dropFirst().dropLast())
            return [
                "name": .string(name), "in": "path", "required": true,
                "schema": endpoint.description.path[name] ?? ["type": "string", "minLength": 1],
            ]
        }
    }

    private static func queryParameter(_ parameter: EndpointDescription.Parameter) -> JSON {
        [
            "name": .string(parameter.name), "in": "query", "description": .string(parameter.summary),
            "schema": parameter.schema,
        ]
    }

    private static func response(_ answer: EndpointDescription.Answer) -> JSONObject {
        var response: JSONObject = ["description": .string(answer.summary)]
        if let schema = answer.schema {
            response["content"] = .object([answer.type: ["schema": schema]])
        } else if answer.status != 204 {
            response["content"] = .object([answer.type: ["schema": Shape.string]])
        }
        return response
    }
}
