import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// `/userinfo` and its challenges (OpenID Connect Core §5.3; RFC 6750 §3).
@Suite struct UserInfoTests {
    private func token(_ client: OAuthClient, _ scope: String = "openid profile email") throws -> String {
        try client.token(ErrorCase.password(scope: scope), basic: OAuthClient.web).string("access_token")
    }

    @Test(.rule("userinfo.get", "userinfo.post", "userinfo.order"))
    func `a token may come in the field of a GET or a POST, or in a form`() throws {
        let client = OAuthClient(try TestDouble())
        let token = try token(client)
        let fields: HTTPFields = ["Authorization": "Bearer \(token)"]
        let path = client.base + "/v1/userinfo"
        let get = try client.userInfo(token)
        #expect(get.json.object?.keys.first == "sub")
        #expect(get["sub"]?.string?.hasPrefix("00u") == true)
        #expect(
            get.json.object?.keys == [
                "sub", "name", "locale", "email", "preferred_username", "given_name", "family_name", "zoneinfo",
                "updated_at", "email_verified",
            ]
        )
        let post = Answer(try client.double.send(HTTPRequest(method: .post, path: path, fields: fields)))
        #expect(post.text == get.text)
        #expect(try client.post("/v1/userinfo", [("access_token", token)]).text == get.text)
        #expect(try client.double.send(HTTPRequest(method: .head, path: path, fields: fields)).status == .ok)
    }

    @Test(.rule("userinfo.challenge", "userinfo.challenge-custom"), arguments: [nil, "default"] as [String?])
    func `a refusal is a challenge without a body`(server: String?) throws {
        let client = OAuthClient(try TestDouble(), server: server)
        let answer = try client.userInfo("x")
        #expect(answer.status == 401 && answer.text.isEmpty)
        let issuer = client.double.url + (server == nil ? "" : client.base)
        #expect(
            answer.field("WWW-Authenticate")
                == "Bearer authorization_uri=\"\(client.double.url)\(client.base)/v1/authorize\", realm=\"\(issuer)\", "
                + "scope=\"openid\", error=\"invalid_token\", error_description=\"The access token is invalid.\", "
                + "resource=\"\(client.base)/v1/userinfo\""
        )
    }

    @Test(.rule("userinfo.client-credentials"))
    func `a client's own token opens nothing`() throws {
        let client = OAuthClient(try TestDouble())
        let service = ("service-app", "service-secret")
        let token = try client.token(ErrorCase.service("orders:read"), basic: service).string("access_token")
        #expect(try client.userInfo(token).status == 403)
    }

    @Test(
        .rule("userinfo.expose-challenge", "cors.userinfo"),
        arguments: ["http://localhost:3000", "https://x.example"]
    )
    func `a page may read the challenge, trusted or not`(origin: String) throws {
        let client = OAuthClient(try TestDouble())
        let request = HTTPRequest(method: .get, path: client.base + "/v1/userinfo", fields: ["Origin": origin])
        let answer = Answer(try client.double.send(request))
        #expect(answer.field("Access-Control-Allow-Origin") == origin)
        #expect(answer.field("Access-Control-Expose-Headers")?.hasSuffix(", WWW-Authenticate") == true)
    }
}
