import MockOktaTestSupport
import Testing

struct EndpointParametersTests {
    @Test(arguments: [
        ("/oauth2/default/v1/token", 411), ("/oauth2/v1/introspect", 411), ("/oauth2/default/v1/revoke", 411),
        ("/oauth2/default/v1/userinfo", 401),
    ])
    func `OAuth endpoints want a length, others read an empty body`(path: String, status: Int) throws {
        let double = try TestDouble(["{}"], .socket)
        let client = try RawClient(port: #require(double.port))
        try client.send("POST \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.readAnswer().status == status)
    }
}
