import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The FAPI-CIBA plan (poll mode, `private_key_jwt`): the signed request.
@Suite struct CIBARequestModules {
    private static let plan = [ServerVariation(plan: "FAPI-CIBA", server: nil)]

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-missing-aud-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate(["aud": .null])
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-bad-aud-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate(["aud": "https://other.example"])
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-missing-iss-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate(["iss": .null])
        #expect(answer.status == 401, "\(answer)")
        #expect(answer.error == "invalid_client")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-bad-iss-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate(["iss": "fapi-two"])
        #expect(answer.status == 401, "\(answer)")
        #expect(answer.error == "invalid_client")
    }

    @Test(.oktaDeviates("`exp` of a signed request is optional"), arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-missing-exp-fails`(variation: ServerVariation) throws {
        #expect(try FAPI2Party.one(.backchannel).authenticate(["exp": .null]).status == 200)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-expired-exp-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate(["exp": .integer(Int(TestDouble.start.seconds) - 1)])
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-exp-is-70-minutes-in-future-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate([
            "exp": .integer(Int(TestDouble.start.seconds) + 4200)
        ])
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(.oktaDeviates("`iat` of a signed request is optional"), arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-missing-iat-fails`(variation: ServerVariation) throws {
        #expect(try FAPI2Party.one(.backchannel).authenticate(["iat": .null]).status == 200)
    }

    @Test(.oktaDeviates("`nbf` of a signed request is optional"), arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-missing-nbf-fails`(variation: ServerVariation) throws {
        #expect(try FAPI2Party.one(.backchannel).authenticate(["nbf": .null]).status == 200)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-nbf-is-10-minutes-in-future-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate([
            "nbf": .integer(Int(TestDouble.start.seconds) + 600)
        ])
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(.oktaDeviates("a request may have been good for long: only its `exp` limits it"), arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-nbf-is-70-minutes-in-past-fails`(variation: ServerVariation) throws {
        #expect(
            try FAPI2Party.one(.backchannel).authenticate(["nbf": .integer(Int(TestDouble.start.seconds) - 4200)])
                .status == 200
        )
    }

    @Test(.oktaDeviates("`jti` of a signed request is optional; with it, the request is good once"), arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-missing-jti-fails`(variation: ServerVariation) throws {
        #expect(try FAPI2Party.one(.backchannel).authenticate(["jti": .null]).status == 200)
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-signature-algorithm-is-none-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate(header: ["alg": "none"])
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-signature-algorithm-is-bad-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate(header: ["alg": "ES384"])
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-signature-algorithm-is-RS256-fails`(variation: ServerVariation) throws {
        let answer = try FAPI2Party.one(.backchannel).authenticate(header: ["alg": "RS256"])
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi-ciba-id1-ensure-request-object-signed-by-other-client-fails`(variation: ServerVariation) throws {
        let (one, two) = try FAPI2Party.two(.backchannel)
        let foreign = try two.backchannelObject(["iss": .string(one.id)])
        let answer = try one.authenticate([("request", foreign)])
        #expect(answer.error == "invalid_request_object", "\(answer)")
    }
}
