import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The FAPI 2.0 security profile plan: pushed requests (RFC 9126) and DPoP (RFC 9449).
@Suite struct FAPI2RequestModules {
    private static let plan = [ServerVariation(plan: "FAPI 2.0 Security Profile", server: "default")]

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-attempt-reuse-request_uri`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let pushed = try party.push()
        #expect(try party.authorize(pushed).callback()["code"] != nil)
        #expect(try party.open(pushed.string("request_uri")).status == 400)
    }

    @Test(
        .oktaDeviates("a `request_uri` is used up when the sign-in page opens"),
        arguments: plan
    )
    func `fapi2-security-profile-final-par-ensure-reused-request-uri-prior-to-auth-completion-succeeds`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let uri = try party.push().string("request_uri")
        #expect(try party.open(uri).status == 200)
        #expect(try party.open(uri).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-attempt-to-use-expired-request_uri`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let pushed = try party.push()
        party.double.advance(Int64(pushed["expires_in"]?.integer ?? 0))
        #expect(try party.open(pushed.string("request_uri")).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-attempt-to-use-request_uri-for-different-client`(
        variation: ServerVariation
    ) throws {
        let (one, two) = try FAPI2Party.two()
        #expect(try two.open(one.push().string("request_uri")).status >= 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-authorization-request-containing-request_uri-form-param`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let uri = try party.push().string("request_uri")
        #expect(try party.push(["request_uri": uri]).error == "invalid_request")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-attempt-invalid-http-method`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        #expect(try Browser(party.double).get("/oauth2/default/v1/par", party.request()).status == 405)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-without-duplicate-parameters`(variation: ServerVariation) throws {
        #expect(try !FAPI2Party.one().code().isEmpty)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-unsigned-authorization-request-without-using-par-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let request = party.request(["client_id": party.id])
        let answer = try Browser(party.double).get("/oauth2/default/v1/authorize", request)
        #expect(answer.redirect["code"] == nil)
        #expect(answer.redirect["error"] != nil || answer.status >= 400, "\(answer)")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-check-dpop-proof-nbf-exp`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let now = Int(TestDouble.start.seconds)
        let past: JSONObject = ["exp": .integer(now)]
        #expect(try party.token(party.redeem(party.code()), party.proof(past)).error == "invalid_dpop_proof")
        let good: JSONObject = ["exp": .integer(now + 60), "nbf": .integer(now)]
        #expect(try party.token(party.redeem(party.code()), party.proof(good)).status == 200)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-dpopproof-with-iat-10seconds-before-succeeds`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let early: JSONObject = ["iat": .integer(Int(TestDouble.start.seconds) - 10)]
        #expect(try party.token(party.redeem(party.code()), party.proof(early)).status == 200)
    }

    @Test(.oktaDeviates("a proof that is issued in the future is refused, however near"), arguments: plan)
    func `fapi2-security-profile-final-ensure-dpopproof-with-iat-10seconds-after-succeeds`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let late: JSONObject = ["iat": .integer(Int(TestDouble.start.seconds) + 10)]
        let answer = try party.token(party.redeem(party.code()), party.proof(late))
        #expect(answer.errorDescription == "The DPoP proof JWT is issued in the future.")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-mismatched-dpop-jkt-fails`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let other = try DPoPKey()
        let answer = try party.push(["dpop_jkt": other.thumbprint], fields: party.proof(at: "/v1/par"))
        #expect(answer.status == 400, "\(answer)")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let code = try party.code(fields: party.proof(at: "/v1/par"))
        #expect(try party.token(party.redeem(code), party.proof(key: DPoPKey())).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-token-endpoint-fails-with-mismatched-dpop-jkt`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let code = try party.code(["dpop_jkt": DPoPKey().thumbprint])
        #expect(try party.token(party.redeem(code), party.proof()).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-dpop-auth-code-binding-success`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let code = try party.code(["dpop_jkt": party.proofKey.thumbprint])
        #expect(try party.token(party.redeem(code), party.proof()).status == 200)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-dpopproof-at-par-endpoint-binding-success`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let code = try party.code(fields: party.proof(at: "/v1/par"))
        #expect(try party.token(party.redeem(code), party.proof()).status == 200)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-dpop-negative-tests`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let form = party.redeem(try party.code())
        let wrong: [(JSONObject, JSONObject)] = [
            (["htm": "GET"], [:]), (["htu": "https://other.example/token"], [:]), (["jti": .null], [:]),
            ([:], ["typ": "jwt"]), ([:], ["alg": "none"]), ([:], ["jwk": .null]),
        ]
        for (claims, header) in wrong {
            let answer = try party.token(form, party.proof(claims, header: header))
            #expect(answer.error == "invalid_dpop_proof", "\(claims) \(header)")
        }
        #expect(try party.token(form, party.proof()).status == 200)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-holder-of-key-required`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let answer = try party.token(party.redeem(party.code()), [:])
        #expect(answer.errorDescription == "The DPoP proof JWT header is missing.")
    }
}
