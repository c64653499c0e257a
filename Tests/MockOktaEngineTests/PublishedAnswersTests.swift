import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Metadata and keys are kept once they have been given; whatever they depend on must drop what is kept.
@Suite struct PublishedAnswersTests {
    private static let keys = "/oauth2/default/v1/keys"
    private static let metadata = "/oauth2/default/.well-known/openid-configuration"
    private static let halfOf90Days: Int64 = 45 * 86_400

    private let double: TestDouble
    private let control: ControlClient

    init() throws {
        double = try TestDouble()
        control = ControlClient(double)
        // From here on both are kept.
        _ = try (keyIDs(), scopes())
    }

    private func answer(_ path: String, _ fields: HTTPFields = [:]) throws -> Answer {
        Answer(try double.send(.get(path, [], fields)))
    }

    private func keyIDs(prefix: String = "") throws -> [String] {
        (try answer(prefix + Self.keys)["keys"]?.array ?? []).compactMap { $0["kid"]?.string }
    }

    private func scopes() throws -> [String] { try answer(Self.metadata)["scopes_supported"]?.strings ?? [] }

    @Test(arguments: [keys, metadata])
    func `what is kept differs from what was made in the request's id alone`(path: String) throws {
        let made = try TestDouble().send(.get(path))
        let kept = try answer(path)
        #expect(kept.response.body == made.body)
        #expect(kept.response.status == made.status)
        let name = "x-okta-request-id"
        let (ids, places) = (
            [kept.field(name), made.fields[name]], [kept.response.fields, made.fields].map(Self.names)
        )
        #expect(ids[0] != ids[1] && ids[0]?.utf8.count == 32)
        #expect(places[0] == places[1])
        let other = try answer(path).field(name)
        #expect(other != ids[0])
    }

    private static func names(_ fields: HTTPFields) -> [String] {
        fields.fields.map { $0.name == "x-okta-request-id" ? $0.name : "\($0.name): \($0.value)" }
    }

    @Test func `each request is in the journal, with its server`() throws {
        _ = try keyIDs()
        let requests = try control.requests("path=\(Self.keys)")
        #expect(requests.map { $0["server"] } == ["default", "default"])
        #expect(requests.map { $0["status"] } == [200, 200])
    }

    @Test func `a rotation`() throws {
        let before = try keyIDs()
        _ = try control.post("/keys/rotate")
        let after = try keyIDs()
        #expect(after.count == 2 && after.last == before.first)
        _ = try control.post("/keys/rotate", ["retire": true])
        #expect(try keyIDs().count == 1)
    }

    @Test func `the instant from which the next key is announced, whichever way the clock goes`() throws {
        let before = try keyIDs()
        double.advance(Self.halfOf90Days - 1)
        #expect(try keyIDs() == before)
        double.advance(1)
        let announced = try keyIDs()
        #expect(announced.count == 2)
        double.advance(-1)
        #expect(try keyIDs() == before)
        double.advance(1)
        #expect(try keyIDs() == announced)
    }

    @Test func `another org, by patch, reload and reset`() throws {
        let before = try scopes()
        try publish("ships:read")
        #expect(try scopes().contains("ships:read"))
        _ = try control.post("/reset")
        #expect(try scopes() == before)
        try double.change(to: [
            TestOrganization.builtIn(), #"{authorizationServers: [{id: "default", $delete: true}]}"#,
        ])
        #expect(try answer(Self.metadata).status == 404)
        #expect(try answer(Self.keys).status == 404)
    }

    @Test func `a snapshot that is restored, and one that is older than what was kept since`() throws {
        let before = try keyIDs()
        _ = try control.put("/snapshots/before")
        _ = try control.post("/keys/rotate")
        let after = try keyIDs()
        #expect(after != before)
        _ = try control.put("/snapshots/after")
        #expect(try control.post("/snapshots/before/restore").status < 300)
        #expect(try keyIDs() == before)
        #expect(try control.post("/snapshots/after/restore").status < 300)
        #expect(try keyIDs() == after)
        _ = try control.post("/reset")
        #expect(try keyIDs() == before)
    }

    @Test func `a change after a restored snapshot is not taken for the one before it`() throws {
        _ = try control.put("/snapshots/before")
        try publish("ships:read")
        #expect(try scopes().contains("ships:read"))
        #expect(try control.post("/snapshots/before/restore").status < 300)
        try publish("planes:read")
        #expect(try scopes().contains("planes:read"))
        #expect(try !scopes().contains("ships:read"))
    }

    private func publish(_ scope: String) throws {
        let scopes: JSON = [["name": .string(scope), "metadataPublish": "ALL_CLIENTS"]]
        let servers: JSON = [["id": "default", "scopes": scopes]]
        #expect(try control.send(.patch, "/fixtures", ["authorizationServers": servers]).status == 200)
    }

    @Test func `another org of the process, and that one made anew`() throws {
        let main = try keyIDs()
        _ = try ControlClient(double, prefix: "/t/a").post("/keys/rotate")
        #expect(try keyIDs(prefix: "/t/a").count == 2)
        #expect(try keyIDs() == main)
        _ = try control.put("/orgs/a")
        #expect(try keyIDs(prefix: "/t/a") == main)
    }

    @Test func `a fault, while there is one`() throws {
        let fault = try control.post("/faults", ["match": ["path": .string(Self.keys)], "effect": ["status": 503]])
        #expect(try answer(Self.keys).status == 503)
        _ = try control.delete("/faults/\(fault.string("id"))")
        #expect(try answer(Self.keys).status == 200)
    }

    @Test func `a query is another question`() throws {
        let strange = try double.send(.get(Self.metadata, [("client_id", "nobody")]))
        #expect(strange.status == .badRequest)
        #expect(try answer(Self.metadata).status == 200)
    }

    @Test func `another method is none`() throws {
        #expect(try double.send(HTTPRequest(method: .post, path: Self.keys)).status == .methodNotAllowed)
    }
}

/// The same over sockets, where each request says which host it means.
@Suite struct PublishedURLsTests {
    @Test func `each name of the host has its own URLs`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let client = try RawClient(port: #require(double.port))
        for host in ["one.example", "two.example:81", "one.example", "two.example:81"] {
            try client.send("GET /oauth2/default/.well-known/openid-configuration HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            let metadata = try JSON.parse(Array(client.readAnswer().body.utf8))
            #expect(metadata["issuer"]?.string == "http://\(host)/oauth2/default")
        }
    }
}
