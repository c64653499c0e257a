import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// `iat` and `exp` are whole seconds, but a lifetime ends at the full resolution of the clock.
struct TokenExpiryTests {
    @Test(arguments: [0, 1, 500_000, 999_999] as [Int64])
    func `an access token is good for all of its lifetime and not longer`(fraction: Int64) throws {
        let double = try TestDouble()
        let client = OAuthClient(double)
        double.advance(TimeSpan(microseconds: fraction))
        let answer = try client.token(
            [
                ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
                ("scope", "openid"),
            ],
            basic: OAuthClient.web
        )
        let token = answer.string("access_token")
        let claims = claims(of: token)
        let start = Int(TestDouble.start.seconds)
        #expect(claims["iat"] == .integer(start))
        #expect(claims["exp"] == .integer(start + 3600))
        #expect(answer["expires_in"] == 3600)
        double.advance(TimeSpan(microseconds: 3_600_000_000 - 1))
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == true)
        #expect(try client.introspect(answer.string("id_token"), basic: OAuthClient.web)["active"] == true)
        #expect(try client.userInfo(token).status == 200)
        double.advance(TimeSpan(microseconds: 1))
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == false)
        #expect(try client.introspect(answer.string("id_token"), basic: OAuthClient.web)["active"] == false)
        #expect(try client.userInfo(token).status == 401)
    }
}
