import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The modules that send what must be refused, or what may be left unsupported but not ignored.
@Suite struct RefusalModules {
    @Test(arguments: Variation.all)
    func `oidcc-response-type-missing`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let landing = try party.visit(Browser(party.double), party.request(["response_type": nil]))
        ErrorPath.verify(
            try landing.callback(),
            party,
            isOneOf: ["unsupported_response_type", "invalid_request"]
        )
    }

    @Test(arguments: Variation.withIDTokenInFront)
    func `oidcc-ensure-request-without-nonce-fails`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let answer = try party.visit(Browser(party.double), party.request(["nonce": nil])).callback()
        #expect(answer.channel == (variation.isFormPost ? .form : .fragment))
        ErrorPath.verify(answer, party, isOneOf: ["invalid_request"])
    }

    @Test(arguments: Variation.all)
    func `oidcc-ensure-registered-redirect-uri`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let request = party.request(["redirect_uri": RegisteredClient.redirectURI + "/0f3a"])
        ErrorPath.verifyPage(try party.visit(Browser(party.double), request).page())
    }

    @Test(arguments: Variation.all)
    func `oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let request = party.request(["request_uri": "https://rp.example/request.jwt"])
        let answer = try party.visit(Browser(party.double), request).callback()
        ErrorPath.verify(answer, party, isOneOf: ["request_uri_not_supported", "invalid_request_uri"])
    }

    @Test(arguments: Variation.all)
    func `oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let request = party.request(["request": unsignedObject(of: party, changing: ["state": "of-the-object"])])
        let answer = try party.visit(Browser(party.double), request).callback()
        ErrorPath.verify(answer, party, isOneOf: ["request_not_supported", "invalid_request_object"])
    }

    @Test(arguments: Variation.all)
    func `oidcc-ensure-request-object-with-redirect-uri`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let outer = RegisteredClient.redirectURI + "?outer=1"
        let object = unsignedObject(of: party, changing: [:])
        let request = party.request(["redirect_uri": outer, "request": object])
        ErrorPath.verifyPage(try party.visit(Browser(party.double), request).page())
    }

    private func unsignedObject(of party: RelyingParty, changing changes: [String: String?]) -> String {
        let claims = JSONObject(party.request(changes).map { ($0.0, .string($0.1)) })
        let parts: [JSON] = [["alg": "none"], .object(claims)]
        return parts.map { Base64URL.encode($0.serialized()) }.joined(separator: ".") + "."
    }

    @Test(
        .oktaDeviates("the `claims` parameter is ignored and not advertised; only scopes open claims"),
        arguments: Variation.all
    )
    func `oidcc-claims-essential`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let claims = #"{"userinfo":{"name":{"essential":true}},"id_token":{"name":{"essential":true}}}"#
        let tokens = try HappyPath.run(party, Browser(party.double), ["claims": claims])
        #expect(tokens.userInfo.map { $0["name"] == nil } != false)
        #expect(tokens.idTokens.allSatisfy { $0["name"] == nil })
        #expect(try party.discovery()["claims_parameter_supported"] != true)
    }
}
