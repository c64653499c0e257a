import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The modules about when the user is asked to sign in.
@Suite struct SignInModules {
    @Test(arguments: Variation.all)
    func `oidcc-prompt-login`(variation: Variation) throws {
        try verifySecondSignIn(after: 1, ["prompt": "login"], variation)
    }

    @Test(arguments: Variation.all)
    func `oidcc-max-age-1`(variation: Variation) throws {
        try verifySecondSignIn(after: 2, ["max_age": "1"], variation)
    }

    private func verifySecondSignIn(
        after seconds: Int64,
        _ changes: [String: String?],
        _ variation: Variation
    ) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let browser = Browser(party.double)
        let first = try HappyPath.run(party, browser)
        party.double.advance(seconds)
        let request = party.request(changes)
        let page = try party.visit(browser, request).page()
        let second = try HappyPath(party, request).verify(party.signIn(browser, page).callback())
        #expect(second.subject == first.subject)
        let before = try #require(first.authenticated)
        for token in second.idTokens { #expect(token["auth_time"]?.integer == before + Int(seconds)) }
    }

    @Test(arguments: Variation.all)
    func `oidcc-prompt-none-not-logged-in`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let answer = try party.visit(Browser(party.double), party.request(["prompt": "none"])).callback()
        ErrorPath.verify(answer, party, isOneOf: ["login_required", "interaction_required"])
    }

    @Test(arguments: Variation.all)
    func `oidcc-prompt-none-logged-in`(variation: Variation) throws {
        try verifySilence(variation) { _ in ["prompt": "none"] }
    }

    @Test(arguments: Variation.all)
    func `oidcc-max-age-10000`(variation: Variation) throws {
        try verifySilence(variation) { _ in ["max_age": "10000"] }
    }

    @Test(arguments: Variation.all)
    func `oidcc-id-token-hint`(variation: Variation) throws {
        try verifySilence(variation) { ["prompt": "none", "id_token_hint": $0.idTokenTexts.last] }
    }

    /// A second request right after a sign-in: no page, the same user and the same time of sign-in.
    private func verifySilence(_ variation: Variation, _ changes: (Tokens) -> [String: String?]) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let browser = Browser(party.double)
        let first = try HappyPath.run(party, browser)
        party.double.advance(1)
        let request = party.request(changes(first))
        let second = try HappyPath(party, request).verify(party.visit(browser, request).callback())
        #expect(second.subject == first.subject)
        #expect(first.authenticated != nil)
        for token in second.idTokens { #expect(token["auth_time"]?.integer == first.authenticated) }
    }

    @Test(arguments: Variation.all)
    func `oidcc-login-hint`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let browser = Browser(party.double)
        let request = party.request(["login_hint": "dana@example.com"])
        let page = try party.visit(browser, request).page()
        let names = HTMLForm.all(in: page.text).flatMap(\.inputs).filter { $0.type == "text" }
        #expect(names.map(\.value) == ["dana@example.com"])
        _ = try HappyPath(party, request).verify(party.signIn(browser, page).callback())
    }

    @Test(arguments: Variation.all)
    func `oidcc-display-page`(variation: Variation) throws { try verifyAccepted(["display": "page"], variation) }

    @Test(arguments: Variation.all)
    func `oidcc-display-popup`(variation: Variation) throws { try verifyAccepted(["display": "popup"], variation) }

    @Test(arguments: Variation.all)
    func `oidcc-ui-locales`(variation: Variation) throws { try verifyAccepted(["ui_locales": "se"], variation) }

    @Test(arguments: Variation.all)
    func `oidcc-claims-locales`(variation: Variation) throws { try verifyAccepted(["claims_locales": "se"], variation) }

    private func verifyAccepted(_ changes: [String: String?], _ variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        try HappyPath.run(party, Browser(party.double), changes)
    }

    @Test(
        .oktaDeviates("classes that Okta does not know are ignored and give no `acr`; its own ones do"),
        arguments: Variation.all
    )
    func `oidcc-ensure-request-with-acr-values-succeeds`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let foreign = try HappyPath.run(party, Browser(party.double), ["acr_values": "1 2"])
        #expect(foreign.idTokens.allSatisfy { $0["acr"] == nil })
        let own = try HappyPath.run(party, Browser(party.double), ["acr_values": "urn:okta:loa:1fa:any"])
        #expect(own.idTokens.allSatisfy { $0["acr"] == "urn:okta:loa:1fa:any" })
    }
}
