import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The FAPI 2.0 message signing plan: what it adds to the security profile for signed request objects (RFC 9101).
@Suite struct FAPI2SigningModules {
    private static let plan = [ServerVariation(plan: "FAPI 2.0 Message Signing", server: "default")]

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-with-multiple-aud-succeeds`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let object = try party.object(["aud": [.string(party.issuer), "https://other.example"]])
        #expect(try party.run(object: object)["code"] != nil)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-different-nonce-inside-and-outside-request-object`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let code = try party.run(object: party.object(["nonce": "inside"]), [("nonce", "outside")])["code"]
        let tokens = try party.token(party.redeem(code ?? ""), party.proof())
        #expect(claims(of: tokens.string("id_token"))["nonce"] == "inside")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-different-state-inside-and-outside-request-object`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let answer = try party.run(object: party.object(["state": "inside"]), [("state", "outside")])
        #expect(answer["state"] == "inside")
        #expect(answer["code"] != nil)
    }

    @Test(
        .oktaDeviates("parameters beside an object count, unless a claim of the same name takes their place"),
        arguments: plan
    )
    func `fapi2-security-profile-final-state-only-outside-request-object-not-used`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let answer = try party.run(object: party.object(["state": .null]), [("state", "outside")])
        #expect(answer["state"] == "outside")
    }

    @Test(.oktaDeviates("`exp` of a request object is optional"), arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-without-exp-fails`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.messageSigning)
        #expect(try party.push(object: party.object(["exp": .null])).status == 200)
    }

    @Test(.oktaDeviates("`nbf` of a request object is optional"), arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-without-nbf-fails`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.messageSigning)
        #expect(try party.push(object: party.object(["nbf": .null])).status == 200)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-without-redirect-uri-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        #expect(try party.push(object: party.object(["redirect_uri": .null])).status == 400)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-expired-request-object-fails`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let answer = try party.push(object: party.object(["exp": .integer(Int(TestDouble.start.seconds) - 1)]))
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-with-bad-aud-fails`(variation: ServerVariation) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let answer = try party.push(object: party.object(["aud": "https://other.example"]))
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-with-exp-over-60-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let answer = try party.push(object: party.object(["exp": .integer(Int(TestDouble.start.seconds) + 4200)]))
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(.oktaDeviates("an object may have been good for long: only its `exp` limits it"), arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-with-nbf-over-60-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let old: JSONObject = ["nbf": .integer(Int(TestDouble.start.seconds) - 4200)]
        #expect(try party.push(object: party.object(old)).status == 200)
    }

    @Test(.oktaDeviates("an object that is not good yet is refused, however near"), arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-with-nbf-8-seconds-in-the-future-is-accepted`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let answer = try party.push(object: party.object(["nbf": .integer(Int(TestDouble.start.seconds) + 8)]))
        #expect(answer.errorDescription == "The request object is issued too early.")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-signed-request-object-with-RS256-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let answer = try party.push(object: party.object(header: ["alg": "RS256"]))
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-signature-algorithm-is-not-none`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let answer = try party.push(object: party.object(header: ["alg": "none"]))
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-request-object-with-invalid-signature-fails`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let parts = try party.object().split(separator: ".")
        let other = try party.object(["state": "other"]).split(separator: ".")
        let answer = try party.push(object: "\(parts[0]).\(parts[1]).\(other[2])")
        #expect(answer.error == "invalid_request_object", "\(answer)")
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-ensure-matching-key-in-authorization-request`(
        variation: ServerVariation
    ) throws {
        let (one, two) = try FAPI2Party.two(.messageSigning)
        let foreign = try two.object(["iss": .string(one.id), "client_id": .string(one.id)])
        #expect(try one.push(object: foreign).error == "invalid_request_object")
    }

    @Test(
        .oktaDeviates("an app cannot be held to signed requests; its algorithm is checked where there is an object"),
        arguments: plan
    )
    func `fapi2-security-profile-final-ensure-unsigned-request-at-par-endpoint-fails`(
        variation: ServerVariation
    ) throws {
        #expect(try FAPI2Party.one(.messageSigning).push().status == 200)
    }

    @Test(arguments: plan)
    func `fapi2-security-profile-final-par-authorization-request-containing-request_uri`(
        variation: ServerVariation
    ) throws {
        let party = try FAPI2Party.one(.messageSigning)
        let answer = try party.push(object: party.object(["request_uri": "urn:okta:x"]))
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.error == "invalid_request_object")
    }
}
