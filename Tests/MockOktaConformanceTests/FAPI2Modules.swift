import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The FAPI 2.0 security profile plan: pushed requests, client assertions, PKCE and codes.
@Suite struct FAPI2Modules {
    private static let plan = [ServerVariation(plan: "FAPI 2.0 Security Profile", server: "default")]

    @Test(arguments: plan)
    func `fapi2-security-profile-final-happy-flow`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let tokens = try party.token(party.redeem(party.code()), party.proof())
        #expect(tokens.status == 200, "\(tokens)")
        #expect(tokens.string("token_type") == "DPoP")
        #expect(claims(of: tokens.string("access_token"))["cnf"]?["jkt"] == .string(party.proofKey.thumbprint))
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-user-rejects-authentication`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        #expect(try party.authorize(party.push(), decides: false).callback()["error"] == "access_denied")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-other-scope-order-succeeds`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        #expect(try !party.code(["scope": "offline_access openid"]).isEmpty)
    }

    @Test(.oktaDeviates("`state` is required: the pushed request is refused"), arguments: plan)
    func `fapi2-security-profile-final-ensure-authorization-request-without-state-success`(
        variation: ServerVariation
    ) throws {
        let answer = try FAPI2Party.one().push(["state": nil])
        #expect(answer.status == 400)
        #expect(answer.errorDescription == "The authentication request has an invalid 'state' parameter.")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-authorization-request-without-nonce-success`(
        variation: ServerVariation
    ) throws {
        #expect(try !FAPI2Party.one().code(["nonce": nil]).isEmpty)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-authorization-request-with-long-nonce`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let nonce = String(repeating: "n", count: 384)
        let tokens = try party.token(party.redeem(party.code(["nonce": nonce])), party.proof())
        #expect(claims(of: tokens.string("id_token"))["nonce"] == .string(nonce))
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-response-type-token-fails`(variation: ServerVariation) throws {
        #expect(try FAPI2Party.one().push(["response_type": "token"]).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-response-type-code-idtoken-fails`(variation: ServerVariation) throws {
        #expect(try FAPI2Party.one().push(["response_type": "code id_token"]).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-registered-redirect-uri`(variation: ServerVariation) throws {
        #expect(try FAPI2Party.one().push(["redirect_uri": "https://rp.example/other"]).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-redirect-uri-in-authorization-request`(
        variation: ServerVariation
    ) throws {
        #expect(try FAPI2Party.one().push(["redirect_uri": nil]).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-authorization-code-is-bound-to-client`(
        variation: ServerVariation
    ) throws {
        let (one, two) = try FAPI2Party.two()
        #expect(try two.token(two.redeem(one.code()), two.proof()).error == "invalid_grant")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-attempt-reuse-authorization-code-after-one-second`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let form = party.redeem(try party.code())
        #expect(try party.token(form, party.proof()).status == 200)
        party.double.advance(1)
        #expect(try party.token(form, party.proof()).error == "invalid_grant")
    }

    @Test(.oktaDeviates("a code is good for 300 seconds, not 60"), arguments: plan)
    func `fapi2-security-profile-final-ensure-token-endpoint-fails-with-expired-auth-code`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let codes = (try party.code(), try party.code())
        party.double.advance(60)
        #expect(try party.token(party.redeem(codes.0), party.proof()).status == 200)
        party.double.advance(240)
        #expect(try party.token(party.redeem(codes.1), party.proof()).error == "invalid_grant")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-refresh-token`(variation: ServerVariation) throws {
        let (one, two) = try FAPI2Party.two()
        let tokens = try one.token(one.redeem(one.code()), one.proof())
        let form = [("grant_type", "refresh_token"), ("refresh_token", tokens.string("refresh_token"))]
        #expect(try one.token(form, assertion: nil, one.proof()).status == 401)
        #expect(try two.token(form, two.proof()).error == "invalid_grant")
        #expect(try one.token(form, one.proof(key: DPoPKey())).error == "invalid_dpop_proof")
        #expect(try one.token(form, one.proof()).status == 200)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-client-assertion-in-token-endpoint`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let answer = try party.token(party.redeem(party.code(), ["client_id": party.id]), assertion: nil, party.proof())
        #expect(answer.status == 401)
        #expect(answer.error == "invalid_client")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-client-assertion-with-exp-is-5-minutes-in-past-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let exp = JSON.integer(Int(TestDouble.start.seconds) - 300)
        #expect(try party.token(party.redeem(party.code()), assertion: ["exp": exp], party.proof()).status == 401)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-client-assertion-with-wrong-aud-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let wrong: JSONObject = ["aud": "https://other.example/token"]
        #expect(try party.token(party.redeem(party.code()), assertion: wrong, party.proof()).status == 401)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-client-assertion-with-no-sub-fails`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        #expect(try party.token(party.redeem(party.code()), assertion: ["sub": .null], party.proof()).status == 401)
    }

    @Test(.oktaDeviates("the audience of an assertion is the endpoint that is called"), arguments: plan)
    func `fapi2-security-profile-final-par-test-par-endpoint-url-as-audience-fails`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        #expect(try party.push(assertion: ["aud": .string(party.url("/v1/par"))]).status == 200)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-test-token-endpoint-url-as-audience-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        #expect(try party.push(assertion: ["aud": .string(party.url("/v1/token"))]).status == 401)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-ensure-pkce-required`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one().push(["code_challenge": nil, "code_challenge_method": nil])
        #expect(answer.errorDescription == "PKCE code challenge is required by the application.")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-plain-pkce-rejected`(variation: ServerVariation) throws {
        #expect(try FAPI2Party.one().push(["code_challenge_method": "plain"]).error == "invalid_request")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-pkce-code-verifier-required`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let form = party.redeem(try party.code(), ["code_verifier": nil])
        #expect(try party.token(form, party.proof()).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-incorrect-pkce-code-verifier-rejected`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let form = party.redeem(try party.code(), ["code_verifier": String(repeating: "v", count: 43)])
        #expect(try party.token(form, party.proof()).error == "invalid_grant")
    }
}
