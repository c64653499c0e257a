import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The OpenAPI document names what the endpoints take.
///
/// `ControlClient` compares every answer of every test with it.
@Suite struct OpenAPIDocumentTests {
    private struct Operation {
        let method: String
        let path: String
        let members: JSON

        var request: HTTPRequest {
            let path = path.replacing("{id}", with: "1").replacing("{name}", with: "a").replacing("{code}", with: "A")
            return HTTPRequest(method: HTTPMethod(rawValue: method.asciiUppercased), path: path)
        }
    }

    private static func operations() throws -> [Operation] {
        let document = try ControlClient(TestDouble()).get("/openapi.json")
        return try #require(document["paths"]?.object).members.flatMap { path in
            (path.value.object?.members ?? []).map { Operation(method: $0.key, path: path.key, members: $0.value) }
        }
    }

    @Test func `it is OpenAPI 3.1 of the server that is asked`() throws {
        let document = try ControlClient(TestDouble()).get("/openapi.json")
        #expect(document["openapi"] == "3.1.0")
        #expect(document["servers"] == [["url": "http://mock.example"]])
        let isolated = try ControlClient(TestDouble(), prefix: "/t/team-a").get("/openapi.json")
        #expect(isolated["servers"] == [["url": "http://mock.example/t/team-a"]])
    }

    @Test func `every operation has an identifier of its own, a summary and answers`() throws {
        let operations = try Self.operations()
        #expect(operations.count > 40)
        let identifiers = operations.compactMap { $0.members["operationId"]?.string }
        #expect(Set(identifiers).count == operations.count)
        #expect(operations.allSatisfy { $0.members["summary"]?.string?.isEmpty == false })
        #expect(operations.allSatisfy { ($0.members["responses"]?.object?.members.count ?? 0) >= 2 })
    }

    @Test func `the members of a body are those that the endpoint takes`() throws {
        let double = try TestDouble()
        var count = 0
        for operation in try Self.operations() {
            let content = operation.members["requestBody"]?["content"]?["application/json"]
            guard let schema = content?["schema"], schema["additionalProperties"] == false else { continue }
            var request = operation.request
            request.fields["Content-Type"] = "application/json"
            request.body = Array(#"{"zzz": 1}"#.utf8)
            let answer = Answer(try double.send(request))
            #expect(answer["error"] == "unknown_field", "\(operation.path)")
            #expect(answer["allowed"]?.strings?.sorted() == schema["properties"]?.object?.keys.sorted())
            count += 1
        }
        #expect(count > 8)
    }

    @Test func `the parameters of a query are those that the endpoint takes`() throws {
        let double = try TestDouble()
        var count = 0
        for operation in try Self.operations() {
            let names = operation.members["parameters"]?.array?.filter { $0["in"] == "query" }
                .compactMap { $0["name"]?.string }
            guard let names, !names.isEmpty else { continue }
            var request = operation.request
            request.query = "zzz=1"
            let answer = Answer(try double.send(request))
            #expect(answer["error"] == "unknown_field", "\(operation.path)")
            #expect(answer["allowed"]?.strings?.sorted() == names.sorted())
            count += 1
        }
        #expect(count > 6)
    }
}
