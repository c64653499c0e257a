import MockOktaFormats
import MockOktaTestSupport
import Testing

/// `/revoke` (RFC 7009; Okta, "Revoke tokens").
@Suite struct RevocationTests {
    private func tokens(_ client: OAuthClient) throws -> Answer {
        try client.token(ErrorCase.password(scope: "openid offline_access"), basic: OAuthClient.web)
    }

    private func isActive(_ token: String, _ client: OAuthClient) throws -> Bool {
        try client.introspect(token, basic: OAuthClient.web)["active"] == true
    }

    private func revoke(_ token: String, _ client: OAuthClient, hint: String? = nil) throws -> Answer {
        let form = [("token", token)] + (hint.map { [("token_type_hint", $0)] } ?? [])
        return try client.post("/v1/revoke", form, basic: OAuthClient.web)
    }

    @Test(.rule("revoke.silent"), arguments: ["x", "a.b.c", String(repeating: "A", count: 43)])
    func `whatever looks like a token is answered with 200 and nothing`(token: String) throws {
        let answer = try revoke(token, OAuthClient(TestDouble()))
        #expect(answer.status == 200 && answer.text.isEmpty)
        #expect(answer.field("Cache-Control") == "no-cache, no-store")
    }

    @Test(
        .rule("revoke.access-token", "revoke.hint"),
        arguments: [nil, "access_token", "refresh_token", "x"] as [String?]
    )
    func `an access token goes alone`(hint: String?) throws {
        let client = OAuthClient(try TestDouble())
        let answer = try tokens(client)
        let token = answer.string("access_token")
        #expect(try revoke(token, client, hint: hint).status == 200)
        #expect(try !isActive(token, client))
        #expect(try isActive(answer.string("refresh_token"), client))
        #expect(try revoke(token, client).status == 200)
    }

    @Test(.rule("revoke.refresh-token"))
    func `a refresh token takes its access tokens along`() throws {
        let client = OAuthClient(try TestDouble())
        let answer = try tokens(client)
        let form = [("grant_type", "refresh_token"), ("refresh_token", answer.string("refresh_token"))]
        let second = try client.token(form, basic: OAuthClient.web)
        let unpublishedKey = try tokens(client)
        _ = try revoke(answer.string("refresh_token"), client)
        for token in [answer.string("access_token"), second.string("access_token"), answer.string("refresh_token")] {
            #expect(try !isActive(token, client))
        }
        #expect(try isActive(unpublishedKey.string("access_token"), client))
        #expect(try client.token(form, basic: OAuthClient.web).error == "invalid_grant")
    }

    @Test(.rule("revoke.foreign"), arguments: ["access_token", "refresh_token"])
    func `another client's token stays as it is, and nobody is told`(member: String) throws {
        let client = OAuthClient(try TestDouble())
        let form = ErrorCase.password(scope: "openid offline_access") + [("client_id", "native-app")]
        let token = try client.token(form).string(member)
        #expect(try revoke(token, client).status == 200)
        #expect(try isActive(token, client))
    }
}
