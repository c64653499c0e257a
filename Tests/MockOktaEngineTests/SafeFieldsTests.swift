import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// No answer lets a browser guess its type or run foreign code: pages, JSON, redirects and streams alike.
@Suite struct SafeFieldsTests {
    private static let requests: [(HTTPMethod, String)] = [
        (.get, "/"), (.get, "/nowhere"), (.get, "/oauth2/default/v1/keys"), (.get, "/oauth2/default/v1/authorize"),
        (.get, "/oauth2/default/.well-known/openid-configuration"), (.get, "/oauth2/default"), (.get, "/activate"),
        (.get, "/oauth2/nope/v1/token"), (.get, "/oauth2/nope/v1/authorize"), (.get, "/login/signout"),
        (.get, "/login/signout?fromURI=/x"), (.get, "/login/page/none"), (.post, "/oauth2/default/v1/token"),
        (.delete, "/oauth2/default/v1/token"), (.get, "/oauth2/default/v1/userinfo"), (.get, "/api/v1/users"),
        (.delete, "/api/v1/users"), (.get, "/api/v1/nothing"), (.get, "/t/a/nothing"), (.get, "/_mock"),
        (.get, "/_mock/"), (.get, "/_mock/health"), (.get, "/_mock/requests"), (.get, "/_mock/nothing"),
        (.get, "/_mock/console/main.js"), (.get, "/_mock/console/nothing"),
        (.get, "/_mock/requests/count"), (.get, "/_mock/ca.pem"), (.put, "/_mock/health"),
    ]

    @Test(arguments: requests, ["text/html", "application/json", "*/*"])
    func `every answer has both fields, once`(request: (HTTPMethod, String), accept: String) throws {
        let parts = request.1.split(separator: "?").map(String.init)
        let answer = try TestDouble().send(
            HTTPRequest(
                method: request.0,
                path: parts[0],
                query: parts.count > 1 ? parts[1] : nil,
                fields: ["Accept": accept]
            )
        )
        #expect(answer.fields.values(of: "X-Content-Type-Options") == ["nosniff"], "\(answer.status)")
        #expect(answer.fields.values(of: "Content-Security-Policy").count == 1, "\(answer.status)")
    }
}
