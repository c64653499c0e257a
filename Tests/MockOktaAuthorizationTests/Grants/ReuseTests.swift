import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What reuse of a refresh token ends, and what successors within a leeway are.
@Suite struct ReuseTests {
    private func client(leeway: Int) throws -> OAuthClient {
        OAuthClient(
            try TestDouble(
                builtInAnd: """
                    {apps: [{client_id: "m", application_type: "native", grant_types: ["password", "refresh_token"],
                      refresh_token: {rotation_type: "ROTATE", leeway: \(leeway)}}]}
                    """
            )
        )
    }

    private func first(_ client: OAuthClient) throws -> Answer {
        let form = ErrorCase.password(scope: "openid offline_access") + [("client_id", "m")]
        return try client.token(form)
    }

    private func refresh(_ client: OAuthClient, _ token: String) throws -> Answer {
        try client.token([("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", "m")])
    }

    private func isActive(_ client: OAuthClient, _ token: String) throws -> Bool {
        try client.introspect(token, clientID: "m")["active"] == true
    }

    @Test(.rule("refresh.reuse"))
    func `reuse ends every access token of the sign-in, and no other sign-in`() throws {
        let client = try client(leeway: 0)
        let other = try first(client)
        var answers = [try first(client)]
        for _ in 0..<3 { answers.append(try refresh(client, answers[answers.count - 1].string("refresh_token"))) }
        let tokens = answers.map { $0.string("access_token") }
        #expect(try tokens.map { try isActive(client, $0) } == [true, true, true, true])
        #expect(try refresh(client, answers[0].string("refresh_token")).error == "invalid_grant")
        #expect(try tokens.map { try isActive(client, $0) } == [false, false, false, false])
        for answer in answers {
            #expect(try refresh(client, answer.string("refresh_token")).error == "invalid_grant")
        }
        #expect(try isActive(client, other.string("access_token")))
        #expect(try refresh(client, other.string("refresh_token")).status == 200)
    }

    @Test(.rule("refresh.leeway"))
    func `within the leeway each use brings another successor, and all of them work`() throws {
        let client = try client(leeway: 30)
        let token = try first(client).string("refresh_token")
        let successors = try (0..<3).map { _ in try refresh(client, token).string("refresh_token") }
        #expect(Set(successors + [token]).count == 4 && !successors.contains(""))
        for successor in successors { #expect(try refresh(client, successor).status == 200) }
    }
}
