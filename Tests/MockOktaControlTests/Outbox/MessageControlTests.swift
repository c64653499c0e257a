import MockOktaFormats
import MockOktaTestSupport
import Testing

/// `/_mock/messages`: what Okta would have sent.
@Suite struct MessageControlTests {
    private static func send(_ double: TestDouble, _ kind: String = "EMAIL") throws {
        let body: JSON = ["username": "mia@example.com", "factorType": .string(kind)]
        #expect(try AuthnClient(double).post("/recovery/password", body).status == 200)
    }

    private static func ids(_ double: TestDouble, _ query: String = "") throws -> [Int?] {
        let messages = try ControlClient(double).get("/messages" + query).json["messages"]?.array ?? []
        return messages.map { $0["id"]?.integer }
    }

    @Test func `messages are listed by recipient, kind and id`() throws {
        let double = try TestDouble(builtInAnd: FactorsFixture.text)
        try Self.send(double)
        try Self.send(double, "SMS")
        try Self.send(double)
        #expect(try Self.ids(double) == [1, 2, 3])
        #expect(try Self.ids(double, "?to=mia@example.com") == [1, 3])
        #expect(try Self.ids(double, "?to=MIA@example.com") == [])
        #expect(try Self.ids(double, "?kind=sms") == [2])
        #expect(try Self.ids(double, "?after=1&limit=1") == [2])
        #expect(try ControlClient(double).get("/messages?kind=fax").status == 400)
        let message = try ControlClient(double).get("/messages?kind=sms").json["messages"]?.array?.first
        #expect(
            message?.object?.keys == ["id", "at", "kind", "to", "user", "purpose", "subject", "text", "code"]
        )
        #expect(message?["to"]?.string == "+15551234567")
    }

    @Test func `a reset, a snapshot and a removal act on messages too`() throws {
        let double = try TestDouble(builtInAnd: FactorsFixture.text)
        let control = ControlClient(double)
        try Self.send(double)
        _ = try control.put("/snapshots/one")
        try Self.send(double)
        #expect(try control.delete("/messages").status == 204)
        #expect(try Self.ids(double) == [])
        try Self.send(double)
        #expect(try Self.ids(double) == [3])
        _ = try control.post("/snapshots/one/restore")
        #expect(try Self.ids(double) == [1])
        _ = try control.post("/reset")
        #expect(try Self.ids(double) == [])
    }

    @Test func `another org has messages of its own`() throws {
        let double = try TestDouble(builtInAnd: FactorsFixture.text)
        _ = try ControlClient(double).put("/orgs/other")
        try Self.send(double)
        let other = try ControlClient(double, prefix: "/t/other").get("/messages")
        #expect(other.json["messages"]?.array?.isEmpty == true)
    }

    @Test func `a wait ends when the message is there`() throws {
        let double = try TestDouble([TestOrganization.builtIn(), FactorsFixture.text], .socket, loops: 1)
        let waiting = try RawClient(port: #require(double.port))
        try waiting.send("GET /_mock/messages/wait?to=mia@example.com&timeout=PT9S HTTP/1.1\r\nHost: a\r\n\r\n")
        try Self.send(double)
        let answer = try waiting.readAnswer()
        #expect(answer.status == 200)
        let messages = try JSON.parse(Array(answer.body.utf8))["messages"]?.array
        #expect(messages?.map { $0["id"]?.integer } == [1])
        #expect(try waiting.get("/_mock/messages/wait?after=1&timeout=PT0.05S").status == 408)
    }
}
