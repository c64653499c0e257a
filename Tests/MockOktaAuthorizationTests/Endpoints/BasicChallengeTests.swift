import MockOktaTestSupport
import Testing

@Suite struct BasicChallengeTests {
    @Test(arguments: [("web-app", "wrong"), ("nobody", "x")])
    func `a 401 to Basic names the scheme, whatever the shape of its body`(clientID: String, secret: String) throws {
        let client = OAuthClient(try TestDouble())
        let answer = try client.token([("grant_type", "client_credentials")], basic: (clientID, secret))
        #expect(answer.status == 401)
        #expect(answer.field("WWW-Authenticate")?.hasPrefix("Basic realm=") == true)
    }

    @Test func `a 401 to a client that did not use Basic names none`() throws {
        let form = [("grant_type", "client_credentials"), ("client_id", "nobody"), ("client_secret", "x")]
        let answer = try OAuthClient(try TestDouble()).token(form)
        #expect(answer.status == 401)
        #expect(answer.field("WWW-Authenticate") == nil)
    }
}
