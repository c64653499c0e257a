import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Faults that end connections and spoil bodies, over a real socket and byte for byte.
@Suite struct FaultConnectionTests {
    private static let keys = "/oauth2/default/v1/keys"
    private static let request = "GET \(keys) HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `hanging answers nothing until the client leaves or the double drains`() throws {
        var double: FaultyDouble? = try FaultyDouble(effect: ["hang": true])
        let client = try RawClient(port: #require(double?.double.port))
        try client.send(Self.request)
        #expect(try ControlClient(#require(double?.double)).get("/requests/wait?timeout=PT5S").status == 200)
        double = nil
        #expect(try client.readToEnd().isEmpty)
    }

    @Test func `closing before answers nothing at all, in good order`() throws {
        let client = try FaultyDouble(effect: ["close": "before"])
        try client.send(Self.request)
        #expect(try client.readToEnd().isEmpty)
    }

    @Test func `a reset is a reset`() throws {
        let client = try FaultyDouble(effect: ["close": "reset"])
        try client.send(Self.request)
        #expect(throws: RawClient.Failure.self) { try client.readToEnd() }
        #expect(try ControlClient(client.double).requests().first?["status"] == nil)
    }

    @Test func `closing in mid-body cuts the body in half`() throws {
        let client = try FaultyDouble(effect: ["close": "mid-body"])
        try client.send(Self.request)
        let head = try client.read(until: "\r\n\r\n")
        let rest = try client.readToEnd()
        #expect(rest.utf8.count == (try #require(FaultyDouble.length(head))) / 2)
        #expect(!head.contains("Connection: close"))
    }

    @Test func `closing after sends everything and does not announce the end`() throws {
        let client = try FaultyDouble(effect: ["close": "after"])
        let answer = try client.get(Self.keys)
        #expect(answer.body.hasSuffix("}"))
        #expect(!answer.head.contains("Connection: close"))
        #expect(try client.readToEnd().isEmpty)
    }

    @Test func `a truncated body is as short as wanted`() throws {
        let client = try FaultyDouble(effect: ["truncate": 7])
        try client.send(Self.request)
        let head = try client.read(until: "\r\n\r\n")
        #expect(try #require(FaultyDouble.length(head)) > 100)
        #expect(try client.readToEnd() == #"{"keys""#)
    }

    @Test(arguments: [3, 100_000])
    func `a wrong length is declared as wanted`(length: Int) throws {
        let client = try FaultyDouble(effect: ["content_length": .integer(length)])
        try client.send(Self.request)
        #expect(FaultyDouble.length(try client.read(until: "\r\n\r\n")) == length)
        #expect(try client.readToEnd().hasSuffix("]}"))
    }

    @Test func `malformed JSON is well framed and no JSON`() throws {
        let client = try FaultyDouble(effect: ["malformed": true], times: 1)
        let answer = try client.get(Self.keys)
        #expect(answer.status == 200)
        #expect(answer.body.hasPrefix(#"{"keys":[{"#))
        #expect(throws: JSONSyntaxError.self) { try JSON.parse(Array(answer.body.utf8)) }
        #expect(try client.get(Self.keys).status == 200)
    }

    @Test func `a dripping body comes in pieces and is whole at the end`() throws {
        let client = try FaultyDouble(effect: ["body": "0123456789", "drip": ["bytes": 2, "every": "PT0.02S"]])
        let start = ContinuousClock.now
        let answer = try client.get(Self.keys)
        #expect(answer.body == "0123456789")
        #expect(ContinuousClock.now - start >= .milliseconds(100))
        // The connection goes on.
        #expect(try client.get(Self.keys).body == "0123456789")
    }
}
