import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The FAPI-CIBA plan (poll mode, `private_key_jwt`): authentication requests and polls.
///
/// The modules of the ping mode are left out, which Okta does not have, and those of mutual TLS.
@Suite struct CIBAModules {
    private static let plan = [ServerVariation(plan: "FAPI-CIBA", server: nil)]

    @Test(
        .oktaDeviates("discovery names no `backchannel_authentication_endpoint`, which is none of Okta's members"),
        arguments: plan
    )
    func `fapi-ciba-id1-discovery-end-point-verification`(variation: ServerVariation) throws {
        let answer = try Browser(FAPI2Party.one(.backchannel).double).get("/.well-known/openid-configuration")
        #expect(answer["backchannel_authentication_endpoint"] == nil)
        #expect(answer["backchannel_token_delivery_modes_supported"] == ["poll"])
        let algorithms = answer["backchannel_authentication_request_signing_alg_values_supported"]?.strings
        #expect(algorithms?.contains("ES256") == true)
        #expect(answer["grant_types_supported"]?.strings?.contains("urn:openid:params:grant-type:ciba") == true)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1`(variation: ServerVariation) throws {
        let (one, two) = try FAPI2Party.two(.backchannel)
        for party in [one, two] {
            let started = try party.authenticate()
            #expect(started.status == 200, "\(started)")
            let id = started.string("auth_req_id")
            #expect(try party.poll(id).error == "authorization_pending")
            try party.decide(id)
            party.double.advance(5)
            let tokens = try party.poll(id)
            #expect(tokens.status == 200, "\(tokens)")
            let claims = claims(of: tokens.string("id_token"))
            #expect(claims["aud"] == .string(party.id))
            let token = tokens.string("access_token")
            let answer = try party.userInfo(token, scheme: "DPoP")
            #expect(answer["sub"] == claims["sub"], "\(answer)")
            #expect(try party.http.userInfo(token).status >= 400)
        }
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-user-rejects-authentication`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.backchannel)
        let id = try party.authenticate().string("auth_req_id")
        try party.decide(id, "deny")
        #expect(try party.poll(id).error == "access_denied")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-multiple-call-to-token-endpoint`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.backchannel)
        let id = try party.authenticate().string("auth_req_id")
        let errors = try (0..<20).map { _ in try party.poll(id).error }
        #expect(errors.first == "authorization_pending")
        #expect(Set(errors) == ["authorization_pending", "slow_down"])
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-auth-req-id-expired`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.backchannel)
        let id = try party.authenticate(["requested_expiry": 30]).string("auth_req_id")
        party.double.advance(30)
        #expect(try party.poll(id).error == "expired_token")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-requested-expiry-as-string-succeeds`(variation: ServerVariation) throws {
        #expect(try FAPI2Party.one(.backchannel).authenticate(["requested_expiry": "30"])["expires_in"] == 30)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-authorization-request-with-binding-message-succeeds`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.backchannel)
        let id = try party.authenticate(["binding_message": "1234"]).string("auth_req_id")
        try party.decide(id)
        #expect(try party.poll(id).status == 200)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-authorization-request-with-potentially-bad-binding-message`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.backchannel)
        let message = "1234 \u{1F44D} \u{1F3FF} \u{4F60}\u{597D}"
        let id = try party.authenticate(["binding_message": .string(message)]).string("auth_req_id")
        try party.decide(id)
        #expect(try party.poll(id).status == 200)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-authorization-request-with-multiple-hints-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate(["id_token_hint": "x"])
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-other-scope-order-succeeds`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.backchannel)
        let id = try party.authenticate(["scope": "offline_access openid"]).string("auth_req_id")
        try party.decide(id)
        #expect(try party.poll(id).status == 200)
    }

    @Test(.oktaDeviates("an app with an algorithm for signed requests may send unsigned ones"), arguments: plan)
    func `fapi-ciba-id1-ensure-unsigned-backchannel-authorization-request-fails`(variation: ServerVariation) throws {
        let form = [("scope", "openid"), ("login_hint", "alice@example.com")]
        #expect(try FAPI2Party.one(.backchannel).authenticate(form).status == 200)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-wrong-auth-req-id-in-token-endpoint-request`(variation: ServerVariation) throws {
        let (one, two) = try FAPI2Party.two(.backchannel)
        #expect(try one.poll("ft-wrong").status == 400)
        let id = try one.authenticate().string("auth_req_id")
        try one.decide(id)
        #expect(try two.poll(id).error == "invalid_grant")
        #expect(try one.poll(id).status == 200)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-refresh-token`(variation: ServerVariation) throws {
        let (one, two) = try FAPI2Party.two(.backchannel)
        let id = try one.authenticate().string("auth_req_id")
        try one.decide(id)
        let form = [("grant_type", "refresh_token"), ("refresh_token", try one.poll(id).string("refresh_token"))]
        #expect(try two.token(form, two.proof()).error == "invalid_grant")
        #expect(try one.token(form, one.proof()).status == 200)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-without-client-assertion-in-backchannel-authorization-request`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.backchannel)
        let form = [("request", try party.backchannelObject())]
        #expect(try party.authenticate(form, assertion: nil).status == 401)
        #expect(try party.authenticate(form + [("client_id", party.id)], assertion: nil).status == 401)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-without-client-assertion-in-token-endpoint-request`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.backchannel)
        let id = try party.authenticate().string("auth_req_id")
        try party.decide(id)
        #expect(try party.token(poll: id, assertion: nil, party.proof()).status == 401)
    }

    @Test(.oktaDeviates("the audience of an assertion is the endpoint that is called"), arguments: plan)
    func `fapi-ciba-id1-ensure-client-assertion-with-iss-aud-to-token-endpoint-succeeds`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.backchannel)
        let id = try party.authenticate().string("auth_req_id")
        try party.decide(id)
        let issuer: JSONObject = ["aud": .string(party.issuer)]
        #expect(try party.token(poll: id, assertion: issuer, party.proof()).status == 401)
    }

    @Test(.oktaDeviates("RS256 is among the algorithms of assertions that discovery lists"), arguments: plan)
    func
        `fapi-ciba-id1-ensure-client-assertion-signature-algorithm-in-backchannel-authorization-request-is-RS256-fails`(
            variation: ServerVariation
        ) throws
    {
        let party = try FAPI2Party.one(.backchannel)
        let form = [("scope", "openid"), ("login_hint", "alice@example.com")]
        let answer = try party.http.post("/v1/bc/authorize", form + party.rsaAssertion("/v1/bc/authorize"))
        #expect(answer.errorDescription.hasSuffix("grant type configured."), "\(answer)")
    }

    @Test(.oktaDeviates("RS256 is among the algorithms of assertions that discovery lists"), arguments: plan)
    func `fapi-ciba-id1-ensure-client-assertion-signature-algorithm-in-token-endpoint-request-is-RS256-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.backchannel)
        let form = [("grant_type", "client_credentials"), ("scope", "okta.users.read")]
        let answer = try party.http.token(form + party.rsaAssertion("/v1/token"))
        #expect(answer.error != "invalid_client", "\(answer)")
    }

    @Test(.oktaDeviates("Okta has no certificate-bound tokens; DPoP proofs bind them"), arguments: plan)
    func `fapi-ciba-id1-ensure-mtls-holder-of-key-required`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.backchannel)
        let id = try party.authenticate().string("auth_req_id")
        try party.decide(id)
        #expect(try party.token(poll: id, [:]).errorDescription == "The DPoP proof JWT header is missing.")
    }
}
