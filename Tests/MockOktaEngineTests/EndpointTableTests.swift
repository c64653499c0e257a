import MockOktaControl
import MockOktaEndpoints
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// A new endpoint is a row and a handler; all else follows from the table.
struct EndpointTableTests {
    private static let trusted = "http://localhost:3000"

    private static let rows = [
        Endpoint(
            [.get],
            ["/api/v1/things/{id}"],
            .org,
            .api(Endpoint.Bucket("things"), .trustedOrigins),
            .light,
            .noKeys,
            .json
        ) { context in
            JSONAnswer.uncached(.ok, ["id": .string(context.pathParameters["id"] ?? "")])
        },
        Endpoint(
            [.put, .delete],
            ["/api/v1/things/{id}"],
            .org,
            .api(Endpoint.Bucket("things"), .trustedOrigins),
            .heavy,
            .noKeys,
            .json
        ) { (context) throws(Refusal) in
            let id = context.pathParameters["id"] ?? ""
            return try context.editor.update { (organization) throws(Refusal) in
                guard id != "none" else { throw Refusal(.resourceNotFound(id, "Thing"), why: "there is none") }
                guard let changed = try? TestOrganization.read([#"{"apps":[{"client_id":"\#(id)"}]}"#]) else {
                    return (organization, HTTPResponse(.badRequest))
                }
                return (changed, HTTPResponse(.noContent))
            }
        },
    ]

    private func double() throws -> TestDouble {
        try TestDouble([TestOrganization.builtIn()], endpoints: EndpointTable(Engine.endpoints + Self.rows))
    }

    private func send(_ method: HTTPMethod, _ fields: HTTPFields = [:], id: String = "a%2Fb") throws -> Answer {
        Answer(try double().send(HTTPRequest(method: method, path: "/api/v1/things/\(id)", fields: fields)))
    }

    @Test func `a row is found by its path, and its handler reads the path's parameters`() throws {
        let answer = try send(.get, ["Origin": Self.trusted])
        #expect(answer.status == 200)
        #expect(answer.string("id") == "a/b")
        #expect(answer.field("x-rate-limit-remaining") == "299")
        #expect(answer.field("x-okta-request-id")?.utf8.count == 32)
        #expect(answer.field("Access-Control-Allow-Origin") == Self.trusted)
        #expect(try send(.get, ["Origin": "http://evil.example"]).field("Access-Control-Allow-Origin") == nil)
    }

    @Test func `the methods of all rows of a path are allowed, and no others`() throws {
        let refused = try send(.patch)
        #expect(refused.status == 405)
        #expect(refused.field("Allow") == "GET, PUT, DELETE, HEAD, OPTIONS")
        #expect(try send(.options).field("Allow") == "GET, PUT, DELETE, HEAD, OPTIONS")
        #expect(try send(.get, id: "a/b").status == 404)
    }

    @Test func `a preflight lists the methods of the path`() throws {
        let preflight: HTTPFields = ["Origin": Self.trusted, "Access-Control-Request-Method": "PUT"]
        let answer = try send(.options, preflight)
        #expect(answer.status == 204)
        #expect(answer.field("Access-Control-Allow-Methods") == "GET, PUT, DELETE")
        let foreign: HTTPFields = ["Origin": "http://evil.example", "Access-Control-Request-Method": "PUT"]
        #expect(try send(.options, foreign).status == 405)
    }

    @Test func `a refusal of the handler is rendered and written down`() throws {
        let double = try double()
        let before = double.tenant.organization
        let request = HTTPRequest(method: .delete, path: "/api/v1/things/none")
        let answer = Answer(try double.send(request))
        #expect(answer.status == 404)
        #expect(answer.string("errorSummary") == "Not found: Resource not found: none (Thing)")
        #expect(double.tenant.organization === before)
        #expect(try #require(double.tenant.journal.entries().last).record.why == "there is none")
    }

    @Test func `a handler changes the org for the requests that follow`() throws {
        let double = try double()
        #expect(try double.send(HTTPRequest(method: .put, path: "/api/v1/things/new-app")).status == .noContent)
        #expect(double.tenant.organization.application(clientID: "new-app") != nil)
        #expect(double.tenant.organization.application(clientID: "web-app") == nil)
        try double.tenant.reset(keeping: [])
        #expect(double.tenant.organization.application(clientID: "web-app") != nil)
    }

    @Test func `only light rows are answered on the event loop`() throws {
        let tenant = try double().tenant
        let engine = Engine(tenant: tenant, urls: URLOptions(), endpoints: EndpointTable(Self.rows))
        func weight(_ method: HTTPMethod) -> String {
            switch engine.work(on: HTTPRequest(method: method, path: "/api/v1/things/1")) {
            case .done: "light"
            case .heavy: "heavy"
            case .slow: "slow"
            }
        }
        #expect(weight(.get) == "light")
        #expect(weight(.put) == "heavy")
    }

    /// Answers that hold up light ones if an event loop gave them: signatures and the hashes of passwords.
    @Test(arguments: [
        ("/oauth2/v1/authorize", HTTPMethod.get), ("/oauth2/default/v1/authorize", .post),
        ("/oauth2/v1/authorize/sign-in", .post), ("/oauth2/default/v1/authorize/consent", .post),
        ("/oauth2/v1/token", .post), ("/oauth2/default/v1/token", .post), ("/api/v1/authn", .post),
    ])
    func `what signs or hashes is heavy`(path: String, method: HTTPMethod) throws {
        let match = Engine.table.match(method, path: path)
        guard case .found(let endpoint, _) = match, endpoint.weight.isHeavy else {
            Issue.record("\(path) is not heavy")
            return
        }
    }

    @Test func `the routes that a start makes answer as the whole table does`() throws {
        let (table, whole) = (Engine.table, EndpointTable(Engine.endpoints))
        for endpoint in Engine.endpoints {
            for path in endpoint.paths {
                let segments = path.split(separator: "/", omittingEmptySubsequences: false)
                let path = segments.map { $0.hasPrefix("{") ? "some" : $0 }.joined(separator: "/")
                for method in endpoint.methods {
                    let (found, expected) = (table.match(method, path: path), whole.match(method, path: path))
                    guard case .found(let one, let values) = found, case .found(let other, let others) = expected else {
                        Issue.record("\(method) \(path) has no endpoint")
                        continue
                    }
                    #expect(one === other && one === endpoint && values == others, "\(method) \(path)")
                }
            }
        }
    }

    @Test func `two rows of one method and path end the start`() async {
        await #expect(processExitsWith: .failure) {
            let rows = EndpointTableTests.rows
            _ = EndpointTable(first: rows + rows, all: { [] })
        }
        await #expect(processExitsWith: .failure) {
            let rows = EndpointTableTests.rows
            _ = EndpointTable(rows + rows).match(.get, path: "/nowhere")
        }
    }

    @Test func `fifty threads that need the whole table at once find the same endpoint`() async {
        let table = Engine.table
        let found = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    if case .found = table.match(.get, path: "/api/v1/users/u1") { true } else { false }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found == Array(repeating: true, count: 50))
    }
}
