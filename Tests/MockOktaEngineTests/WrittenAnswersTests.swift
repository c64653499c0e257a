import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Bodies and header fields of Okta's framework and endpoints, written out.
@Suite struct WrittenAnswersTests {
    @Test(.rule("error-body.unknown-path", "error-body.shape"))
    func `an unknown path is answered by Okta's five members`() throws {
        let request = HTTPRequest(method: .get, path: "/no/such/path", fields: ["Accept": "application/json"])
        let answer = Answer(try TestDouble().send(request))
        #expect(answer.status == 404)
        let identifier = answer.string("errorId")
        #expect(identifier.hasPrefix("oae") && identifier.utf8.count == 25)
        #expect(
            answer.text == """
                {"errorCode":"E0000008","errorSummary":"The requested path was not found","errorLink":"E0000008",\
                "errorId":"\(identifier)","errorCauses":[]}
                """
        )
    }

    @Test(.rule("error-body.shape", "error.unknown-client"))
    func `an unknown client is answered by the same members`() throws {
        let answer = try OAuthClient(TestDouble()).token([("client_id", "no-such-app")])
        #expect(
            answer.text == """
                {"errorCode":"invalid_client","errorSummary":"Invalid value for 'client_id' parameter.",\
                "errorLink":"invalid_client","errorId":"\(answer.string("errorId"))","errorCauses":[]}
                """
        )
    }

    @Test(.rule("headers.cookies-cleared"))
    func `the cookies are cleared word for word`() throws {
        let answer = try OAuthClient(TestDouble()).token([])
        let cookies = answer.response.fields.values(of: "Set-Cookie")
        try #require(cookies.count == 5)
        #expect(
            Array(cookies.prefix(4)) == [
                #"sid="";Version=1;Path=/;Max-Age=0"#, #"xids="";Version=1;Path=/;Max-Age=0"#,
                #"autolaunch_triggered=""; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/"#,
                #"activate_ca_modal_triggered=""; Expires=Thu, 01 Jan 1970 00:00:10 GMT; Path=/"#,
            ]
        )
        #expect(cookies[4].hasPrefix("JSESSIONID=") && cookies[4].hasSuffix("; Path=/; Secure; HttpOnly"))
    }

    @Test(.rule("rate-limit.buckets"))
    func `authorize, token and the rest are counted apart`() throws {
        let client = OAuthClient(try TestDouble())
        func remaining(_ answer: Answer) -> String? { answer.field("x-rate-limit-remaining") }
        let browser = Browser(client.double)
        #expect(remaining(try browser.get(client.base + "/v1/authorize", OAuthClient.authorize())) == "299")
        #expect(remaining(try client.token([])) == "299")
        #expect(remaining(try browser.get(client.base + "/v1/authorize", OAuthClient.authorize())) == "298")
        #expect(remaining(try client.userInfo("x")) == "299")
        #expect(remaining(try client.token([])) == "298")
    }

    @Test(.rule("rate-limit.field-names"))
    func `the names of Okta's own fields are lower-case`() throws {
        let fields = try OAuthClient(TestDouble()).token([]).response.fields.fields.map(\.name)
        for name in ["x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset", "x-okta-request-id", "p3p"] {
            #expect(fields.contains(name), "\(name) in \(fields)")
        }
    }

    @Test(.rule("error.malformed-form"), arguments: ["/v1/token", "/v1/introspect", "/v1/revoke"], ["a=%zz", "a=%00"])
    func `a form that cannot be decoded is an invalid request`(endpoint: String, body: String) throws {
        let fields: HTTPFields = [
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json",
            "Authorization": OAuthClient.basic(OAuthClient.web),
        ]
        let path = "/oauth2/default" + endpoint
        let request = HTTPRequest(method: .post, path: path, fields: fields, body: Array(body.utf8))
        let answer = Answer(try TestDouble().send(request))
        #expect(answer.status == 400)
        #expect(answer.text == #"{"error":"invalid_request","error_description":"Invalid request"}"#)
    }
}
