import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Waiting for a request instead of sleeping.
@Suite struct JournalWaitTests {
    private static let keys = "GET /oauth2/default/v1/keys HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func wait(_ query: String) -> String {
        "GET /_mock/requests/wait?\(query) HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    private static func body(_ answer: RawClient.Answer) throws -> JSON { try JSON.parse(Array(answer.body.utf8)) }

    @Test func `one that is there already answers at once`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let client = try RawClient(port: #require(double.port))
        _ = try client.get("/oauth2/default/v1/keys")
        let answer = try client.get("/_mock/requests/wait?path=/oauth2/default/v1/keys")
        #expect(answer.status == 200)
        #expect(try Self.body(answer)["requests"]?.array?.map { $0["id"]?.integer } == [1])
    }

    @Test func `one that comes later answers when it has come, on one loop alone`() throws {
        let double = try TestDouble([TestOrganization.builtIn()], .socket, loops: 1)
        let port = try #require(double.port)
        let waiting = try RawClient(port: port)
        try waiting.send(Self.wait("path=/oauth2/*&status=200&timeout=PT9S"))
        let other = try RawClient(port: port)
        // Does not match: the wait goes on.
        _ = try other.get("/nowhere")
        _ = try other.get("/oauth2/default/v1/keys")
        let answer = try waiting.readAnswer()
        #expect(answer.status == 200)
        #expect(try Self.body(answer)["requests"]?.array?.map { $0["id"]?.integer } == [2])
        // The connection goes on.
        #expect(try waiting.get("/_mock/health").status == 200)
    }

    @Test func `only newer ones count after an id`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let port = try #require(double.port)
        let other = try RawClient(port: port)
        _ = try other.get("/oauth2/default/v1/keys")
        let waiting = try RawClient(port: port)
        try waiting.send(Self.wait("after=1"))
        _ = try other.get("/oauth2/default/v1/keys")
        let answer = try waiting.readAnswer()
        #expect(try Self.body(answer)["requests"]?.array?.map { $0["id"]?.integer } == [2])
    }

    @Test func `timeout ends with 408`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let answer = try RawClient(port: #require(double.port)).get("/_mock/requests/wait?timeout=PT0.05S")
        #expect(answer.status == 408)
        #expect(answer.body == #"{"error":"timeout"}"#)
    }

    @Test func `a minute is the longest wait`() throws {
        let answer = try ControlClient(TestDouble()).get("/requests/wait?timeout=PT61S")
        #expect(answer.status == 400)
        #expect(answer["field"] == "timeout")
    }

    @Test func `draining ends a wait`() throws {
        var double: TestDouble? = try TestDouble(builtInAnd: "{}", .socket)
        let client = try RawClient(port: #require(double?.port))
        try client.send(Self.keys + Self.wait("status=599&timeout=PT60S"))
        #expect(try client.readAnswer().status == 200)
        double = nil
        #expect(try client.readAnswer().status == 408)
    }
}
