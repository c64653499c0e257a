import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The pages by which `/authorize` answers, in the words that a browser acts on.
@Suite struct ResponsePageTests {
    private static let overlay = """
        {apps: [{client_id: "any-app", application_type: "browser", grant_types: ["authorization_code", "implicit"],
                 redirect_uris: ["http://localhost:3000/callback"]}]}
        """

    private func page(_ mode: String) throws -> String {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.overlay))
        let changes = ["client_id": "any-app", "response_type": "id_token", "response_mode": mode]
        return try client.signIn(Browser(client.double), OAuthClient.authorize(changes)).text
    }

    @Test(.rule("response.form-post"))
    func `form_post posts the form to the redirect URI`() throws {
        let page = try page("form_post")
        #expect(page.contains(#"<form id="appForm" method="post" action="http://localhost:3000/callback">"#))
        #expect(page.contains("document.getElementById('appForm').submit();"))
    }

    @Test(.rule("response.post-message"))
    func `okta_post_message posts to the window that opened this one, else to the frame around it`() throws {
        let page = try page("okta_post_message")
        let script = try #require(page.split(separator: "<script ").last)
        #expect(script.contains("var target = window.opener || window.parent;"))
        #expect(script.contains("target.postMessage({"))
        #expect(script.contains(#", "http://localhost:3000");"#))
    }

    @Test(.rule("authorize.unknown-client"), arguments: ["application/json", "text/html"])
    func `an unknown client is refused with 400, as JSON too`(accept: String) throws {
        let query = FormParameters(OAuthClient.authorize(["client_id": "no-such-app"])).encoded
        let fields: HTTPFields = ["Accept": accept]
        let request = HTTPRequest(method: .get, path: "/oauth2/default/v1/authorize", query: query, fields: fields)
        #expect(try TestDouble().send(request).status == .badRequest)
    }

    @Test(.rule("page.error-heading"))
    func `an error that cannot be redirected is a page headed 400 Bad Request`() throws {
        let parameters = OAuthClient.authorize(["redirect_uri": "http://localhost:3000/other"])
        let answer = try Browser(TestDouble()).get("/oauth2/default/v1/authorize", parameters)
        #expect(answer.status == 400)
        #expect(answer.text.contains("<title>400 Bad Request</title>"))
        #expect(answer.text.contains("<h1>400 Bad Request</h1>"))
        #expect(answer.text.contains("Your request resulted in an error. The &#39;redirect_uri&#39; parameter must be"))
    }
}
