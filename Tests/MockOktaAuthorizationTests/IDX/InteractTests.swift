import MockOktaFormats
import MockOktaTestSupport
import Testing

/// `/interact`.
@Suite struct InteractTests {
    private let client: OAuthClient

    init() throws {
        client = OAuthClient(try TestDouble([TestOrganization.builtIn(), IDXClient.fixture]))
    }

    @Test(
        .rule("idx.interact-refused"),
        arguments: [
            (["code_challenge": nil], 400, "invalid_request"),
            (["code_challenge_method": "plain"], 400, "invalid_request"),
            (["scope": "profile"], 400, "invalid_scope"), (["redirect_uri": "com.example:/x"], 400, "invalid_request"),
            (["client_id": "web-app"], 400, "unauthorized_client"), (["recovery_token": "x"], 400, "invalid_request"),
            (["activation_token": "x"], 400, "invalid_request"),
            (["state": String(repeating: "s", count: 4097)], 400, "invalid_request"),
            (["nonce": String(repeating: "n", count: 4097)], 400, "invalid_request"),
            (["acr_values": "phr"], 400, "unmet_authentication_requirements"),
        ] as [([String: String?], Int, String)]
    )
    func `a request that cannot lead to a code is refused at once`(
        changes: [String: String?],
        status: Int,
        error: String
    ) throws {
        let answer = try client.post("/v1/interact", IDXClient.interact(changes))
        #expect(answer.status == status && answer.error == error, "\(answer)")
    }

    @Test(.rule("idx.interact-client"))
    func `a secret is checked where one is sent, and none is required`() throws {
        func interact(_ secret: String?) throws -> Answer {
            let changes: [String: String?] = [
                "client_id": "web-idx", "redirect_uri": "http://localhost:3000/callback", "client_secret": secret,
            ]
            return try client.post("/v1/interact", IDXClient.interact(changes))
        }
        #expect(try interact(nil).status == 200)
        #expect(try interact("null").status == 200)
        #expect(try interact("web-idx-secret").status == 200)
        #expect(try interact("wrong").status == 401)
        let unknown = try client.post("/v1/interact", IDXClient.interact(["client_id": "nobody"]))
        #expect(unknown.status == 401 && unknown.string("errorCode") == "invalid_client")
    }

    @Test(.rule("idx.interact-raw"))
    func `a body that is not percent-encoded is read`() throws {
        let body =
            "client_id=native-idx&client_secret=null&scope=openid profile&redirect_uri=com.example:/callback"
            + "&code_challenge=\(PKCE.challenge)&code_challenge_method=S256&state=s 1"
        let answer = try client.raw("/v1/interact", body: body)
        #expect(answer.status == 200 && answer.string("interaction_handle").utf8.count == 43, "\(answer)")
    }
}
