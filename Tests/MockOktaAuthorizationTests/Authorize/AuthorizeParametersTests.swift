import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

struct AuthorizeParametersTests {
    @Test(arguments: ["state=%00", "state=a%00b", "state=%ff", "state=%zz", "%00=a"])
    func `a query that cannot be read is shown on a page, with what may be wrong with it`(pair: String) throws {
        let query = "client_id=web-app&response_type=code&redirect_uri=http://localhost:3000/callback&" + pair
        let answer = Answer(
            try TestDouble().send(HTTPRequest(method: .get, path: "/oauth2/default/v1/authorize", query: query))
        )
        #expect(answer.status == 400)
        #expect(answer.text.contains("Your request resulted in an error. Invalid request"))
        #expect(answer.text.contains("the query is no form: it has a malformed percent escape, a NUL, or bytes"))
    }

    @Test func `of a state sent twice neither goes back`() throws {
        let answer = try Browser(TestDouble()).get(
            "/oauth2/default/v1/authorize",
            OAuthClient.authorize() + [("state", "s-2")]
        )
        #expect(answer.redirect.names == ["error", "error_description"])
    }
}
