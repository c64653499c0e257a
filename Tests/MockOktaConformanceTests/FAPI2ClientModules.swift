import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The FAPI 2.0 security profile plan: what is known of server and client, and further assertions.
@Suite struct FAPI2ClientModules {
    private static let plan = [ServerVariation(plan: "FAPI 2.0 Security Profile", server: "default")]

    @Test(arguments: plan)
    func `fapi2-security-profile-final-discovery-end-point-verification`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let answer = try Browser(party.double).get("/oauth2/default/.well-known/openid-configuration")
        #expect(answer["issuer"] == .string(party.issuer))
        #expect(answer["pushed_authorization_request_endpoint"] == .string(party.url("/v1/par")))
        #expect(answer["code_challenge_methods_supported"] == ["S256"])
        #expect(answer["token_endpoint_auth_methods_supported"]?.strings?.contains("private_key_jwt") == true)
        #expect(answer["dpop_signing_alg_values_supported"]?.strings?.contains("ES256") == true)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-authorization-request-with-long-state`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let state = String(repeating: "s", count: 384)
        #expect(try party.authorize(party.push(["state": state])).callback()["state"] == state)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-authorization-request-with-64-char-nonce-success`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let nonce = String(repeating: "n", count: 64)
        let tokens = try party.token(party.redeem(party.code(["nonce": nonce])), party.proof())
        #expect(claims(of: tokens.string("id_token"))["nonce"] == .string(nonce))
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-access-token-type-header-case-sensitivity`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let token = try party.token(party.redeem(party.code()), party.proof()).string("access_token")
        for scheme in ["DPoP", "dpop", "DPOP"] {
            #expect(try party.userInfo(token, scheme: scheme).status == 200, "\(scheme)")
        }
    }

    @Test(
        .oktaDeviates("the `claims` parameter is ignored and not advertised; only scopes open claims"),
        arguments: plan
    )
    func `fapi2-security-profile-final-test-claims-parameter-identity-claims`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let wanted = #"{"id_token": {"given_name": {"essential": true}}}"#
        let tokens = try party.token(party.redeem(party.code(["claims": wanted])), party.proof())
        #expect(tokens.status == 200)
        #expect(claims(of: tokens.string("id_token"))["given_name"] == nil)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-client-id-in-token-endpoint`(variation: ServerVariation) throws {
        let (one, two) = try FAPI2Party.two()
        let form = one.redeem(try one.code(), ["client_id": two.id])
        #expect(try one.token(form, one.proof()).status == 401)
    }

    @Test(.oktaDeviates("RS256 is among the algorithms of assertions that discovery lists"), arguments: plan)
    func `fapi2-security-profile-final-ensure-signed-client-assertion-with-RS256-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        #expect(try party.http.token(form + party.rsaAssertion("/v1/token")).status == 200)
    }

    @Test(.oktaDeviates("an assertion that is not good yet is refused, however near"), arguments: plan)
    func `fapi2-security-profile-final-par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let soon = JSON.integer(Int(TestDouble.start.seconds) + 8)
        #expect(try party.push(assertion: ["nbf": soon, "iat": soon]).status == 401)
        #expect(try party.push(assertion: ["nbf": soon]).status == 401)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one()
        let late = JSON.integer(Int(TestDouble.start.seconds) + 61)
        #expect(try party.push(assertion: ["nbf": late]).status == 401)
        #expect(try party.push(assertion: ["iat": late]).status == 401)
    }

    @Test(.oktaDeviates("an array that names the endpoint is accepted (RFC 7519 §4.1.3)"), arguments: plan)
    func `fapi2-security-profile-final-par-test-array-as-audience-fails`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one()
        let audiences: JSON = [.string(party.url("/v1/par")), "https://other.example"]
        #expect(try party.push(assertion: ["aud": audiences]).status == 200)
    }
}
