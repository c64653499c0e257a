import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The modules that vary a request which must succeed.
@Suite struct HappyFlowModules {
    @Test(arguments: Variation.all)
    func `oidcc-server`(variation: Variation) throws {
        let double = try ConformanceOrg.start()
        for client in [RegisteredClient.one, .two] {
            try HappyPath.run(RelyingParty(double, as: client, variation), Browser(double))
        }
    }

    @Test(arguments: Variation.all)
    func `oidcc-idtoken-signature`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let tokens = try HappyPath.run(party, Browser(party.double))
        #expect(!tokens.idTokenTexts.isEmpty)
        let ids = (try party.keys()["keys"]?.array ?? []).map { $0["kid"] }
        for text in tokens.idTokenTexts {
            let header = try JSON.parse(#require(Base64URL.decode(text.prefix { $0 != "." })))
            #expect(header["alg"] == "RS256")
            #expect(ids.contains(header["kid"]))
        }
    }

    @Test(
        .oktaDeviates("no client can ask for unsigned ID tokens; RS256 is the only algorithm, as discovery says"),
        arguments: Variation.basic
    )
    func `oidcc-idtoken-unsigned`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        #expect(try party.discovery()["id_token_signing_alg_values_supported"] == ["RS256"])
        try HappyPath.run(party, Browser(party.double))
    }

    @Test(
        .oktaDeviates(
            "a nonce is required wherever the front channel carries a token, so for `code token` as well",
            in: "Hybrid"
        ),
        arguments: Variation.basic + Variation.codeToken
    )
    func `oidcc-ensure-request-without-nonce-succeeds-for-code-flow`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        guard variation.hasToken else {
            let tokens = try HappyPath.run(party, Browser(party.double), ["nonce": nil])
            #expect(tokens.idTokens.allSatisfy { $0["nonce"] == nil })
            return
        }
        let answer = try party.visit(Browser(party.double), party.request(["nonce": nil])).callback()
        ErrorPath.verify(answer, party, isOneOf: ["invalid_request"])
    }

    @Test(arguments: Variation.all)
    func `oidcc-alternate-happy-flow`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let request = Array(party.request(["scope": "phone address email profile openid"]).reversed())
        let answer = try party.authorize(Browser(party.double), request)
        _ = try HappyPath(party, request).verify(answer)
    }

    @Test(arguments: Variation.all)
    func `oidcc-ensure-request-with-unknown-parameter-succeeds`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        try HappyPath.run(party, Browser(party.double), ["extra": "foobar"])
    }

    @Test(arguments: Variation.basic)
    func `oidcc-ensure-post-request-succeeds`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let browser = Browser(party.double)
        let request = party.request()
        let page = try Landing(browser.post(party.http.base + "/v1/authorize", request)).page()
        let answer = try party.signIn(browser, page).callback()
        _ = try HappyPath(party, request).verify(answer)
    }

    @Test(arguments: Variation.withCode)
    func `oidcc-server-client-secret-post`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), as: .post, variation)
        try HappyPath.run(party, Browser(party.double))
    }

    @Test(arguments: Variation.withCode)
    func `oidcc-ensure-request-with-valid-pkce-succeeds`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let challenge = ["code_challenge": PKCE.challenge, "code_challenge_method": "S256"]
        try HappyPath.run(party, Browser(party.double), challenge, verifier: PKCE.verifier)
    }
}
