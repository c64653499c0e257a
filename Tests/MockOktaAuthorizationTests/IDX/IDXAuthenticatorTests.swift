import MockOktaFormats
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// Authenticators that are chosen before more about them is asked, and those of a device.
@Suite struct IDXAuthenticatorTests {
    private let double: TestDouble
    private let client: IDXClient

    init() throws {
        let device = """
            {users: [{profile: {login: "ivo@example.com", firstName: "Ivo", lastName: "Device"},
              credentials: {password: {value: "Ivo-pw-123"}},
              factors: [{factorType: "push"},
                {factorType: "token:software:totp", provider: "OKTA", mock: {sharedSecret: "GEZDGNBVGY3TQOJQ"}}]}]}
            """
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, FactorsFixture.text, device])
        client = IDXClient(double)
    }

    private func identify(_ login: String, _ password: String, _ changes: [String: String?] = [:]) throws -> Answer {
        var members = IDXClient.passcode(password)
        members["identifier"] = .string(login)
        return try client.submit(client.begin(changes), "identify", members)
    }

    /// The Go, Java and .NET SDKs introspect before each call.
    @Test(
        .rule("idx.chosen-stays"),
        arguments: [
            ("Security Question", "enroll-authenticator"), ("Phone", "authenticator-enrollment-data"),
        ]
    )
    func `introspection shows the form of the authenticator to set up`(label: String, form: String) throws {
        let choice = try identify("alice@example.com", "Alice-pw-1", ["acr_values": "urn:okta:loa:2fa:any"])
        let by = "select-authenticator-enroll"
        let chosen = try client.choose(choice, label, by: by)
        let again = try client.post("introspect", ["stateHandle": .string(choice.string("stateHandle"))])
        #expect(again.remediations == [form, by] && again.remediations == chosen.remediations)
        #expect(again.json["currentAuthenticator"]?["value"]?["displayName"]?.string == label)
        let other = try client.choose(again, "Email", by: by)
        #expect(other.json["currentAuthenticator"]?["value"]?["key"] == "okta_email")
    }

    @Test(.rule("idx.chosen-stays"))
    func `introspection shows which methods the chosen phone has`() throws {
        let choice = try identify("mia@example.com", "Mia-pw-1")
        let asked = try client.choose(choice, "Phone")
        let again = try client.post("introspect", ["stateHandle": .string(choice.string("stateHandle"))])
        #expect(again.remediations == asked.remediations)
        #expect(again.remediations.first == "authenticator-verification-data")
    }

    @Test(.rule("idx.push-rejected", "idx.okta-verify-current"))
    func `a rejected push is told of, and can be sent again`() throws {
        let challenge = try client.choose(identify("mia@example.com", "Mia-pw-1"), "Okta Verify")
        #expect(challenge.remediations.first == "challenge-poll")
        let current = challenge.json["currentAuthenticator"]?["value"]
        #expect(current?["key"] == "okta_verify" && current?["methods"] == [["type": "push"]])
        #expect(challenge.json["currentAuthenticatorEnrollment"] == nil)
        let relation = challenge.json["remediation"]?["value"]?.array?.first?["relatesTo"]
        #expect(relation == ["$.currentAuthenticator"])
        _ = try ControlClient(double).post("/push/mia@example.com", ["decision": "deny"])
        let rejected = try client.submit(challenge, "challenge-poll")
        #expect(rejected.messageKeys == ["api.authn.poll.error.push_rejected"])
        #expect(rejected.remediations == ["resend", "select-authenticator-authenticate"])
        let again = try client.choose(rejected, "Okta Verify")
        #expect(again.remediations.first == "challenge-poll" && again.messageKeys.isEmpty)
        _ = try ControlClient(double).post("/push/mia@example.com", ["decision": "approve"])
        let done = try client.submit(again, "challenge-poll")
        #expect(done.json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.okta-verify-code"))
    func `a code of Okta Verify is one of its methods`() throws {
        let choice = try identify("ivo@example.com", "Ivo-pw-123")
        let enrollments = choice.json["authenticatorEnrollments"]?["value"]?.array ?? []
        #expect(enrollments.map { $0["displayName"] } == ["Okta Verify"])
        #expect(enrollments.first?["methods"] == [["type": "push"], ["type": "totp"]])
        let asked = try client.choose(choice, "Okta Verify")
        #expect(asked.remediations == ["authenticator-verification-data", "select-authenticator-authenticate"])
        let challenge = try client.choose(asked, "Okta Verify", ["methodType": "totp"])
        #expect(challenge.remediations.first == "challenge-authenticator")
        #expect(challenge.json["currentAuthenticator"]?["value"]?["methods"] == [["type": "totp"]])
        let secret = try #require(Base32.decode("GEZDGNBVGY3TQOJQ"))
        let code = TOTP.code(secret: secret, step: TOTP.step(at: double.now)) ?? ""
        let done = try client.submit(challenge, "challenge-authenticator", ["credentials": ["totp": .string(code)]])
        #expect(done.json["successWithInteractionCode"] != nil)
    }
}
