import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Which methods a resource has (RFC 9110 §9.3.7, §15.5.6).
struct AllowedMethodsTests {
    static let resources = [
        ("/", "GET, HEAD, OPTIONS"), ("/oauth2/default/v1/keys", "GET, HEAD, OPTIONS"),
        ("/oauth2/default/v1/token", "POST, OPTIONS"), ("/oauth2/v1/userinfo", "GET, POST, HEAD, OPTIONS"),
        ("/t/a", "GET, HEAD, OPTIONS"),
    ]

    @Test(arguments: resources)
    func `another method is refused, and OPTIONS tells which there are`(path: String, allowed: String) throws {
        let double = try TestDouble()
        let refused = try double.send(HTTPRequest(method: .delete, path: path))
        #expect(refused.status == 405)
        #expect(refused.fields["Allow"] == allowed)
        #expect(try JSON.parse(refused.body)["errorCode"] == "E0000022")
        let told = try double.send(HTTPRequest(method: .options, path: path))
        #expect(told.status == 204)
        #expect(told.fields["Allow"] == allowed)
    }

    @Test func `a form posted to the home page is refused, not lost`() throws {
        let answer = try TestDouble().send(HTTPRequest(method: .post, path: "/", body: Array("a=b".utf8)))
        #expect(answer.status == 405)
    }

    @Test func `OPTIONS may be about the whole server`() throws {
        let answer = try TestDouble().send(HTTPRequest(method: .options, path: "*"))
        #expect(answer.status == 204)
        #expect(answer.fields["Allow"] == "GET, HEAD, POST, OPTIONS")
    }

    @Test func `where there is nothing, OPTIONS finds nothing`() throws {
        #expect(try TestDouble().send(HTTPRequest(method: .options, path: "/none")).status == 404)
    }
}
