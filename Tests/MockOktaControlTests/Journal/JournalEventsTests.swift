import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The stream of exchanges, for the console and other clients.
@Suite struct JournalEventsTests {
    private static func watch(_ double: TestDouble, _ path: String = "/_mock/events") throws -> RawClient {
        let client = try RawClient(port: #require(double.port))
        try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        let head = try client.read(until: "\r\n\r\n")
        #expect(head.contains("Content-Type: text/event-stream"))
        #expect(
            head.contains("X-Content-Type-Options: nosniff") && head.contains("Content-Security-Policy: default-src")
        )
        _ = try client.read(until: ": mock-okta\n\n")
        return client
    }

    @Test func `each exchange is one event with the journal's entry`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        _ = try double.send(.get("/oauth2/default/v1/keys"))
        let watcher = try Self.watch(double)
        _ = try OAuthClient(double).token([("client_secret", "s3cret")])
        let chunk = try watcher.read(until: "\n\n")
        let event = try #require(chunk.firstRange(of: "id: ").map { chunk[$0.lowerBound...] })
        let lines = event.split(separator: "\n")
        #expect(Array(lines.prefix(2)) == ["id: 2", "event: exchange"])
        let data = try #require(lines.last?.dropFirst("data: ".count))
        #expect(try JSON.parse(Array(data.utf8)) == ControlClient(double).requests("after=1").first)
        #expect(!event.contains("s3cret"))
    }

    @Test func `a tenant's events are its own`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let watcher = try Self.watch(double, "/t/a/_mock/events")
        _ = try double.send(.get("/oauth2/default/v1/keys"))
        _ = try double.send(.get("/t/a/oauth2/short/v1/keys"))
        #expect(try watcher.read(until: "\n\n").contains("/oauth2/short/v1/keys"))
    }

    private static let lastIDs: [(String, [String])] = [
        ("1", ["id: 2\n"]), ("0", ["id: 1\n", "id: 2\n"]),
        // An id that the journal has not reached is from before a reset.
        ("99", ["id: 1\n", "id: 2\n"]),
    ]

    @Test(arguments: lastIDs)
    func `a client that comes back gets what it missed`(lastID: String, events: [String]) throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        for _ in 0..<3 { _ = try double.send(.get("/oauth2/default/v1/keys")) }
        let client = try RawClient(port: #require(double.port))
        try client.send("GET /_mock/events HTTP/1.1\r\nHost: a\r\nLast-Event-ID: \(lastID)\r\n\r\n")
        let text = try client.read(until: "id: 3\n")
        for event in events { #expect(text.contains(event)) }
        #expect(text.contains("id: 1\n") == events.contains("id: 1\n"))
    }

    @Test func `a long backlog comes in pieces of 64 KB, with no entry left out`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        for _ in 0..<400 { _ = try double.send(.get("/oauth2/default/v1/keys")) }
        let client = try RawClient(port: #require(double.port))
        try client.send("GET /_mock/events HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 0\r\n\r\n")
        _ = try client.read(until: "\r\n\r\n")
        var text = ""
        while !text.contains("id: 400\n") {
            let size = try #require(Int(client.read(until: "\r\n"), radix: 16))
            #expect(size < 70_000)
            text += try client.read(count: size + 2)
        }
        for id in 1...400 { #expect(text.contains("id: \(id)\n")) }
    }

    @Test func `an event id that is no number is refused`() throws {
        let double = try TestDouble()
        let request = HTTPRequest(method: .get, path: "/_mock/events", fields: ["Last-Event-ID": "x"])
        #expect(Answer(try double.send(request)).status == 400)
    }

    @Test(arguments: ["PUT", "DELETE"])
    func `an org that is made anew or removed ends its streams and waits`(method: String) throws {
        let double = try TestDouble([TestOrganization.builtIn()], .socket, loops: 1)
        let watcher = try Self.watch(double, "/t/a/_mock/events")
        let waiting = try RawClient(port: #require(double.port))
        try waiting.send("GET /t/a/_mock/requests/wait?timeout=PT60S HTTP/1.1\r\nHost: a\r\n\r\n")
        let control = ControlClient(double)
        let answer = method == "PUT" ? try control.put("/orgs/a") : try control.delete("/orgs/a")
        #expect(answer.status == (method == "PUT" ? 201 : 204))
        // The last chunk.
        _ = try watcher.read(until: "0\r\n\r\n")
        let ended = try waiting.readAnswer()
        #expect(ended.status == 404)
        #expect(ended.body.contains("the org was removed or replaced"))
    }

    @Test func `after a reset the first exchange is an event again`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let watcher = try Self.watch(double)
        for _ in 0..<3 { _ = try double.send(.get("/oauth2/default/v1/keys")) }
        _ = try watcher.read(until: "id: 3")
        _ = try ControlClient(double).post("/reset")
        _ = try double.send(.get("/oauth2/short/v1/keys"))
        #expect(try watcher.read(until: "/oauth2/short/v1/keys").contains("id: 1\n"))
    }
}
