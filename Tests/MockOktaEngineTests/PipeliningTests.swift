import MockOktaTestSupport
import Testing

@Suite struct PipeliningTests {
    @Test func `twenty requests sent at once are answered in order, a token among them`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let client = try RawClient(port: #require(double.port))
        let health = "GET /_mock/health HTTP/1.1\r\nHost: a\r\n\r\n"
        let keys = "GET /oauth2/default/v1/keys HTTP/1.1\r\nHost: a\r\n\r\n"
        try client.send((0..<20).map { $0 == 10 ? Self.tokenRequest : $0.isMultiple(of: 2) ? health : keys }.joined())
        for index in 0..<20 {
            let answer = try client.readAnswer()
            let expected = index == 10 ? "access_token" : index.isMultiple(of: 2) ? "\"UP\"" : "\"keys\""
            #expect(answer.status == 200)
            #expect(answer.body.contains(expected), "answer \(index): \(answer.body.prefix(80))")
        }
    }

    @Test func `what was sent before a half-close is answered`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let client = try RawClient(port: #require(double.port))
        try client.send(Self.tokenRequest + "GET /_mock/health HTTP/1.1\r\nHost: a\r\n\r\n")
        client.halfClose()
        #expect(try client.readAnswer().body.contains("access_token"))
        #expect(try client.readAnswer().body.contains("UP"))
        #expect(try client.readToEnd().isEmpty)
    }

    private static let tokenRequest: String = {
        let body = "grant_type=client_credentials&scope=orders%3Aread"
        return "POST /oauth2/default/v1/token HTTP/1.1\r\nHost: a\r\n"
            + "Authorization: \(OAuthClient.basic(("service-app", "service-secret")))\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }()
}
