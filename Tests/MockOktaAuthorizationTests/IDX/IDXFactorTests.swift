import MockOktaFormats
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// Second factors, recovery and unlock by the Identity Engine's API.
@Suite struct IDXFactorTests {
    private let double: TestDouble
    private let client: IDXClient

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, FactorsFixture.text])
        client = IDXClient(double)
    }

    private func identify(_ login: String, _ password: String, _ changes: [String: String?] = [:]) throws -> Answer {
        var members = IDXClient.passcode(password)
        members["identifier"] = .string(login)
        return try client.submit(client.begin(changes), "identify", members)
    }

    private func code() throws -> String { try AuthnClient(double).lastMessage()["code"]?.string ?? "" }

    @Test(.rule("idx.select"))
    func `several factors are offered; options lead to enrollments`() throws {
        let answer = try identify("mia@example.com", "Mia-pw-1")
        #expect(answer.remediations == ["select-authenticator-authenticate"])
        let options = answer.json["remediation"]?["value"]?.array?[0]["value"]?.array?[0]["options"]?.array ?? []
        #expect(
            options.compactMap { $0["label"]?.string }
                == ["Google Authenticator", "Email", "Phone", "Security Question", "Okta Verify"]
        )
        let enrollments = answer.json["authenticatorEnrollments"]?["value"]?.array ?? []
        for (index, option) in options.enumerated() {
            #expect(option["relatesTo"]?.string == "$.authenticatorEnrollments.value[\(index)]")
            #expect(option["value"]?["form"]?["value"]?.array?.first?["name"] == "id")
            #expect(enrollments[index]["displayName"] == option["label"])
        }
        let phone: JSON = [
            "profile": ["phoneNumber": "+1 XXX-XXX-4567"], "type": "phone", "key": "phone_number",
            "id": "sms00000000000000sm1", "displayName": "Phone", "methods": [["type": "sms"]],
        ]
        #expect(enrollments[2] == phone)
        #expect(!answer.text.contains("Spinach") && !answer.text.contains("GEZDGNBVGY3TQOJQ"))
    }

    @Test(.rule("idx.email"))
    func `an email code completes the sign-in`() throws {
        let challenge = try client.choose(identify("mia@example.com", "Mia-pw-1"), "Email", ["methodType": "email"])
        #expect(challenge.remediations == ["challenge-authenticator", "select-authenticator-authenticate"])
        let current = challenge.json["currentAuthenticatorEnrollment"]?["value"]?.object
        #expect(
            current?.keys == ["profile", "resend", "poll", "type", "key", "id", "displayName", "methods"]
        )
        #expect(current?["poll"]?["refresh"] == 4000)
        #expect(try client.submit(challenge, "poll").remediations == challenge.remediations)
        let wrong = try client.submit(challenge, "challenge-authenticator", IDXClient.passcode("no"))
        #expect(wrong.status == 401 && wrong.messageKeys == ["api.authn.error.PASSCODE_INVALID"])
        #expect(wrong.json["messages"] == nil)
        let former = try code()
        let resent = try client.submit(wrong, "resend")
        #expect(try code() != former)
        let done = try client.submit(resent, "challenge-authenticator", IDXClient.passcode(code()))
        let tokens = try client.redeem(done)
        #expect(claims(of: tokens.string("id_token"))["amr"]?.strings == ["mfa", "otp", "pwd"])
    }

    @Test(.rule("idx.phone"))
    func `a phone asks for the method first`() throws {
        let choice = try identify("mia@example.com", "Mia-pw-1")
        let asked = try client.choose(choice, "Phone")
        #expect(asked.remediations == ["authenticator-verification-data", "select-authenticator-authenticate"])
        #expect(try AuthnClient(double).lastMessage() == .null)
        let challenge = try client.choose(asked, "Phone", ["methodType": "sms"])
        #expect(challenge.remediations.first == "challenge-authenticator")
        let done = try client.submit(challenge, "challenge-authenticator", IDXClient.passcode(code()))
        #expect(done.json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.question"))
    func `a question is answered by key and answer`() throws {
        let choice = try identify("mia@example.com", "Mia-pw-1")
        let challenge = try client.choose(choice, "Security Question")
        let data = challenge.json["currentAuthenticatorEnrollment"]?["value"]?["contextualData"]
        #expect(data?["enrolledQuestion"]?["question"] == "What is the food you least liked as a child?")
        func answer(_ text: JSON) throws -> Answer {
            let credentials: JSON = ["questionKey": "disliked_food", "answer": text]
            return try client.submit(challenge, "challenge-authenticator", ["credentials": credentials])
        }
        #expect(try answer("ham").messageKeys == ["authfactor.challenge.question_factor.answer_invalid"])
        #expect(try answer("spinach").json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.totp"))
    func `the only authenticator app is asked for at once, each code once`() throws {
        let challenge = try identify("otto@example.com", "Otto-pw-1")
        #expect(challenge.remediations == ["challenge-authenticator", "select-authenticator-authenticate"])
        let code = TOTP.code(secret: FactorsFixture.secret, step: TOTP.step(at: double.now)) ?? ""
        let wrong = try client.submit(challenge, "challenge-authenticator", IDXClient.passcode("000"))
        #expect(wrong.messageKeys == ["authfactor.challenge.soft_token.invalid_passcode"])
        let done = try client.submit(challenge, "challenge-authenticator", IDXClient.passcode(code))
        #expect(done.json["successWithInteractionCode"] != nil)
        let other = try identify("otto@example.com", "Otto-pw-1")
        let again = try client.submit(other, "challenge-authenticator", IDXClient.passcode(code))
        #expect(again.status == 401 && again.messageKeys == ["authfactor.challenge.soft_token.used_passcode"])
    }

    @Test(.rule("idx.expired"))
    func `an expired password is replaced`() throws {
        let answer = try identify("ed@example.com", "Ed-pw-123")
        #expect(answer.status == 200 && answer.remediations == ["reenroll-authenticator"])
        let settings = answer.json["currentAuthenticator"]?["value"]?["settings"]
        #expect(settings?["complexity"]?["minLength"] == 8 && settings?["age"]?["historyCount"] == 4)
        let weak = try client.submit(answer, "reenroll-authenticator", IDXClient.passcode("weak"))
        #expect(weak.status == 400 && weak.messageKeys == ["password.passwordRequirementsNotMet"])
        let done = try client.submit(answer, "reenroll-authenticator", IDXClient.passcode("New-pw-123"))
        #expect(done.json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.recover"))
    func `a forgotten password is reset by email`() throws {
        let asked = try client.submit(client.begin(), "recover")
        #expect(asked.remediations == ["identify-recovery"])
        let unknown = try client.submit(asked, "identify-recovery", ["identifier": "nobody"])
        #expect(unknown.status == 200 && unknown.messageKeys == ["idx.unknown.user"])
        let choice = try client.submit(asked, "identify-recovery", ["identifier": "alice@example.com"])
        #expect(choice.remediations == ["select-authenticator-authenticate"])
        #expect(choice.json["user"]?["value"]?.object?.keys == ["identifier"])
        let challenge = try client.choose(choice, "Email")
        let reset = try client.submit(challenge, "challenge-authenticator", IDXClient.passcode(code()))
        #expect(reset.remediations == ["reset-authenticator"] && reset.json["recoveryAuthenticator"] != nil)
        let done = try client.submit(reset, "reset-authenticator", IDXClient.passcode("Brand-new-1"))
        #expect(done.json["successWithInteractionCode"] != nil)
        #expect(try identify("alice@example.com", "Brand-new-1").json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.unlock"))
    func `a locked user unlocks by email`() throws {
        let form = try client.submit(client.begin(), "unlock-account")
        #expect(form.remediations == ["select-authenticator-unlock-account"])
        func choose(_ login: JSON) throws -> Answer {
            let option = form.json["remediation"]?["value"]?.array?[0]["value"]?.array?[1]["options"]?.array?[0]
            let id = option?["value"]?["form"]?["value"]?.array?[0]["value"] ?? ""
            return try client.submit(
                form,
                "select-authenticator-unlock-account",
                ["identifier": login, "authenticator": ["id": id, "methodType": "email"]]
            )
        }
        #expect(try choose("alice@example.com").messageKeys == ["oie.selfservice.user.unlock.not.allowed"])
        let challenge = try choose("locked@example.com")
        let done = try client.submit(challenge, "challenge-authenticator", IDXClient.passcode(code()))
        #expect(done.status == 200 && done.messageKeys == ["oie.selfservice.unlock_user.success.message"])
        #expect(done.remediations.isEmpty)
        #expect(try identify("locked@example.com", "Locked-pw-1").json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.enroll"))
    func `factors are set up where the client asks for two`() throws {
        let changes: [String: String?] = ["acr_values": "urn:okta:loa:2fa:any"]
        let choice = try identify("alice@example.com", "Alice-pw-1", changes)
        #expect(choice.remediations == ["select-authenticator-enroll"])
        let by = "select-authenticator-enroll"
        let question = try client.choose(choice, "Security Question", by: by)
        #expect(question.remediations.first == "enroll-authenticator")
        let phone = try client.choose(choice, "Phone", by: by)
        #expect(phone.remediations.first == "authenticator-enrollment-data")
        let bad = try client.choose(choice, "Phone", ["methodType": "sms", "phoneNumber": "5"], by: by)
        #expect(bad.status == 400 && bad.messageKeys == ["api.factors.error.sms.invalid_phone"])
        // No form offers a security key; a client that asks for one all the same is refused.
        let key = try client.submit(choice, by, ["authenticator": ["id": "aut0webauthn0", "methodType": "webauthn"]])
        #expect(key.status == 400 && key.messageKeys == ["oie.authenticator.enroll.error.fail"])
        let totp = try client.choose(choice, "Google Authenticator", by: by)
        #expect(totp.remediations == ["enroll-authenticator", "select-authenticator-enroll"])
        let data = totp.json["currentAuthenticator"]?["value"]?["contextualData"]
        #expect(data?.object?.keys == ["qrcode", "sharedSecret"])
        let secret = try #require(Base32.decode(data?["sharedSecret"]?.string ?? ""))
        let code = TOTP.code(secret: secret, step: TOTP.step(at: double.now)) ?? ""
        let done = try client.submit(totp, "enroll-authenticator", IDXClient.passcode(code))
        let idToken = claims(of: try client.redeem(done).string("id_token"))
        #expect(idToken["acr"] == "urn:okta:loa:2fa:any" && idToken["amr"]?.strings == ["mfa", "otp", "pwd"])
    }

    @Test(.rule("idx.unknown-hidden"))
    func `with enumeration protection an unknown user is asked for the password too`() throws {
        let text = #"{mock: {signInPage: {layout: "identifier-first"}, enumerationProtection: true}}"#
        let client = IDXClient(try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, text]))
        let password = try client.submit(client.begin(), "identify", ["identifier": "nobody@example.com"])
        #expect(password.status == 200 && password.remediations == ["challenge-authenticator"])
        let wrong = try client.submit(password, "challenge-authenticator", IDXClient.passcode("Alice-pw-1"))
        #expect(wrong.status == 401 && wrong.messageKeys == ["errors.E0000004"])
    }

    @Test(.rule("idx.recover-again"))
    func `identifier first, a client may submit recover again after introspection`() throws {
        let text = #"{mock: {signInPage: {layout: "identifier-first"}}}"#
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, text])
        let client = IDXClient(double)
        let handle = try client.oauth.post("/v1/interact", IDXClient.interact()).string("interaction_handle")
        func introspect() throws -> Answer {
            try client.post("introspect", ["interactionHandle": .string(handle)])
        }
        _ = try client.submit(introspect(), "identify", ["identifier": "alice@example.com"])
        let choice = try client.submit(introspect(), "recover")
        #expect(choice.remediations == ["select-authenticator-authenticate"])
        let again = try introspect()
        #expect(again.remediations == ["challenge-authenticator"])
        #expect(again.json["recoveryAuthenticator"] != nil)
        #expect(try client.submit(again, "recover").remediations == choice.remediations)
        let challenge = try client.choose(choice, "Email")
        #expect(try introspect().remediations == challenge.remediations)
        let code = try AuthnClient(double).lastMessage()["code"]?.string ?? ""
        let reset = try client.submit(introspect(), "challenge-authenticator", IDXClient.passcode(code))
        #expect(reset.remediations == ["reset-authenticator"])
    }

    @Test(.rule("idx.two-step"))
    func `the fixture may ask for the user name first`() throws {
        let text = #"{mock: {signInPage: {layout: "identifier-first"}}}"#
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, text])
        let client = IDXClient(double)
        let first = try client.begin()
        #expect(first.remediations == ["identify", "unlock-account"] && first.json["currentAuthenticator"] == nil)
        let unknown = try client.submit(first, "identify", ["identifier": "nobody"])
        #expect(unknown.status == 200 && unknown.messageKeys == ["idx.unknown.user"])
        let password = try client.submit(first, "identify", ["identifier": "alice@example.com"])
        #expect(password.remediations == ["challenge-authenticator"])
        #expect(password.json["currentAuthenticatorEnrollment"]?["value"]?["recover"] != nil)
        let wrong = try client.submit(password, "challenge-authenticator", IDXClient.passcode("x"))
        #expect(wrong.status == 401 && wrong.messageKeys == ["errors.E0000004"])
        let done = try client.submit(password, "challenge-authenticator", IDXClient.passcode("Alice-pw-1"))
        #expect(done.json["successWithInteractionCode"] != nil)
        // The page asks in the same order.
        let browser = Browser(double)
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        let form = try #require(HTMLForm.all(in: page.text).first)
        #expect(form.inputs.map(\.type) == ["hidden", "text", "checkbox"])
        let second = try browser.post(form.action, form.filled(text: "alice@example.com", password: ""))
        #expect(second.text.contains("Verify with your password"))
        #expect(try browser.signIn(second, "", "Alice-pw-1").redirect["code"] != nil)
    }
}
