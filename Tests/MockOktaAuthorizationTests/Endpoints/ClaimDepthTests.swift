import MockOktaFormats
import MockOktaTestSupport
import Testing

/// A claim is no deeper than readers of tokens accept, this double's own among them.
@Suite struct ClaimDepthTests {
    private static func double(depth: Int) throws -> TestDouble {
        let deep = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
        return try TestDouble(
            builtInAnd: """
                {users: [{profile: {login: 'deep@example.com', deep: \(deep)},
                          credentials: {password: {value: 'Deep-pw-1'}}}],
                 authorizationServers: [{id: 'default', claims: [{name: 'deep', value: 'user.deep'}]}]}
                """
        )
    }

    private static func token(_ double: TestDouble) throws -> Answer {
        let form = [
            ("grant_type", "password"), ("username", "deep@example.com"), ("password", "Deep-pw-1"),
            ("scope", "openid"),
        ]
        return try OAuthClient(double).token(form, basic: OAuthClient.web)
    }

    @Test(.rule("expressions.bounded")) func `sixty-four levels are told, and read again`() throws {
        let double = try Self.double(depth: 64)
        let token = try Self.token(double).string("access_token")
        #expect(claims(of: token)["deep"]?.isNested(deeperThan: 63) == true)
        let answer = try OAuthClient(double).post("/v1/introspect", [("token", token)], basic: OAuthClient.web)
        #expect(answer["active"] == true)
    }

    @Test(.rule("expressions.bounded"), arguments: [65, 100])
    func `more are refused with the reason`(depth: Int) throws {
        let double = try Self.double(depth: depth)
        let answer = try Self.token(double)
        #expect(answer.status == 400)
        #expect(answer.string("access_token").isEmpty)
        let why = try ControlClient(double).requests().last?["why"]?.string
        #expect(why == "claim deep of server default: its value has more than 64 levels of arrays and objects")
    }
}
