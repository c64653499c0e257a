import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The modules about codes used twice and about refresh tokens.
@Suite struct CodeAndRefreshModules {
    @Test(arguments: Variation.withCode)
    func `oidcc-codereuse`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let tokens = try HappyPath.run(party, Browser(party.double))
        ErrorPath.verify(try party.redeem(#require(tokens.code)), is: "invalid_grant")
    }

    @Test(
        .oktaDeviates("the second use is refused, but Okta does not document that it revokes the first one's tokens"),
        arguments: Variation.withCode
    )
    func `oidcc-codereuse-30seconds`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let tokens = try HappyPath.run(party, Browser(party.double))
        party.double.advance(30)
        ErrorPath.verify(try party.redeem(#require(tokens.code)), is: "invalid_grant")
        #expect(try party.http.userInfo(#require(tokens.accessToken)).status == 200)
    }

    @Test(arguments: Variation.withCode)
    func `oidcc-refresh-token`(variation: Variation) throws {
        let double = try ConformanceOrg.start()
        let changes = ["scope": "openid offline_access", "prompt": "consent"]
        var tokens: [String] = []
        for client in [RegisteredClient.one, .two] {
            let party = RelyingParty(double, as: client, variation)
            let first = try HappyPath.run(party, Browser(double), changes)
            double.advance(1)
            tokens.append(try verifyRefresh(of: first, party))
        }
        let thief = RelyingParty(double, as: .one, variation)
        ErrorPath.verify(try thief.token(refresh(tokens[1])), is: "invalid_grant")
        let owner = RelyingParty(double, as: .two, variation)
        #expect(try owner.token(refresh(tokens[1])).status == 200)
    }

    private func refresh(_ token: String) -> [(String, String)] {
        [("grant_type", "refresh_token"), ("refresh_token", token)]
    }

    /// The ID token of a refresh says the same of user and sign-in, at a later time (OpenID Connect Core §12.2).
    private func verifyRefresh(of first: Tokens, _ party: RelyingParty) throws -> String {
        let answer = try party.token(refresh(#require(first.refreshToken)))
        let check = IDTokenCheck(party, nonce: nil, keys: try party.keys())
        let claims = try check.verify(tokenAnswer: answer)
        let before = try #require(first.idTokens.last)
        for name in ["iss", "sub", "aud", "auth_time"] { #expect(claims[name] == before[name], "\(name)") }
        #expect(claims["iat"]?.integer == before["iat"]?.integer.map { $0 + 1 })
        #expect(claims["nonce"] == nil)
        #expect(answer["access_token"]?.string != first.accessToken)
        #expect(try party.http.userInfo(answer.string("access_token"))["sub"] == claims["sub"])
        return try #require(answer["refresh_token"]?.string)
    }
}
