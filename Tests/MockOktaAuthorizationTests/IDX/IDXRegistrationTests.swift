import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Users who register, skip what is optional, and are warned, by the Identity Engine's API.
@Suite struct IDXRegistrationTests {
    private static let profile: JSONObject = [
        "userProfile": ["firstName": "Nia", "lastName": "New", "email": "nia@example.com"]
    ]
    private static let enroll = "select-authenticator-enroll"

    private func client(_ fixture: String) throws -> (TestDouble, IDXClient) {
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, fixture])
        return (double, IDXClient(double))
    }

    private func register(_ client: IDXClient) throws -> Answer {
        try client.submit(client.begin(), "select-enroll-profile")
    }

    private func choosePassword(_ client: IDXClient, _ answer: Answer) throws -> Answer {
        let form = try client.choose(answer, "Password", by: Self.enroll)
        #expect(form.remediations == ["enroll-authenticator", Self.enroll])
        #expect(form.json["currentAuthenticator"]?["value"]?["settings"]?["complexity"]?["minLength"] == 8)
        let weak = try client.submit(form, "enroll-authenticator", IDXClient.passcode("weak"))
        #expect(weak.status == 400 && weak.messageKeys == ["password.passwordRequirementsNotMet"])
        return try client.submit(weak, "enroll-authenticator", IDXClient.passcode("Good-pw-123"))
    }

    @Test(.rule("idx.register"))
    func `a new user registers, sets a password and skips the rest`() throws {
        let (double, client) = try client(RegistrationFixture.text())
        let first = try client.begin()
        #expect(first.remediations == ["identify", "select-enroll-profile", "unlock-account"])
        let form = try client.submit(first, "select-enroll-profile")
        #expect(form.remediations == ["enroll-profile", "select-identify"] && form.json["user"] == nil)
        let password = try client.submit(form, "enroll-profile", Self.profile)
        #expect(password.status == 200 && password.remediations == [Self.enroll])
        #expect(double.user("nia@example.com")?.status == .staged)
        let rest = try choosePassword(client, password)
        #expect(rest.remediations == [Self.enroll, "skip"])
        let enrollments = rest.json["authenticatorEnrollments"]?["value"]?.array ?? []
        #expect(enrollments.compactMap { $0["key"]?.string } == ["okta_password"])
        let done = try client.submit(rest, "skip")
        #expect(try client.redeem(done).status == 200)
        let user = try #require(double.user("nia@example.com"))
        #expect(user.status == .active && user.groups.map(\.rawValue).contains("00gnewcomers"))
        // The account works.
        var members = IDXClient.passcode("Good-pw-123")
        members["identifier"] = "nia@example.com"
        let again = try client.submit(client.begin(), "identify", members)
        #expect(again.json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.register-fields"))
    func `wrong attributes are told at their fields`() throws {
        let (_, client) = try client(RegistrationFixture.text())
        let form = try register(client)
        func keys(_ email: JSON) throws -> [String] {
            let profile: JSON = ["firstName": "Nia", "lastName": "New", "email": email]
            let answer = try client.submit(form, "enroll-profile", ["userProfile": profile])
            #expect(answer.status == 400 && answer.json["messages"] == nil)
            #expect(answer.remediations == ["enroll-profile", "select-identify"])
            return answer.messageKeys
        }
        #expect(
            try keys("nia")
                == ["registration.error.invalidLoginEmail", "registration.error.doesNotMatchPattern"]
        )
        #expect(try keys("alice@example.com") == ["registration.error.notUniqueWithinOrg"])
        #expect(try keys("") == ["api.error.field_required"])
        let identify = try client.submit(form, "select-identify")
        #expect(identify.remediations.first == "identify")
    }

    @Test(.rule("idx.register-policy"))
    func `without a policy that says so no user registers`() throws {
        let (_, client) = try client("{}")
        let first = try client.begin()
        #expect(first.remediations == ["identify", "unlock-account"])
        let refused = try client.post("enroll", ["stateHandle": .string(first.string("stateHandle"))])
        #expect(refused.status == 400 && refused.messageKeys == ["idx.error.registration.unavailable"])
        #expect(refused.remediations.first == "identify")
    }

    @Test(.rule("idx.register-policy"))
    func `an app may link to another policy`() throws {
        let linked = """
            {policies: [{id: "rst2", type: "PROFILE_ENROLLMENT", name: "Closed", rules: [
               {name: "r", actions: {profileEnrollment: {access: "DENY"}}}]}],
             apps: [{client_id: "native-idx", profileEnrollment: "rst2"}]}
            """
        let double = try TestDouble([
            TestOrganization.builtIn(), IDXClient.fixture, RegistrationFixture.text(), linked,
        ])
        #expect(try IDXClient(double).begin().remediations == ["identify", "unlock-account"])
    }

    @Test(.rule("idx.register-password", "idx.profile-credentials"))
    func `the password is asked for with the profile where the policy says so`() throws {
        let (_, client) = try client(RegistrationFixture.withPassword)
        let form = try register(client)
        let names = form.json["remediation"]?["value"]?.array?[0]["value"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == ["userProfile", "credentials", "stateHandle"])
        // The Sign-In Widget shows the rules of the authenticator to which the field relates.
        let credentials = form.json["remediation"]?["value"]?.array?[0]["value"]?.array?[1]
        #expect(credentials?["relatesTo"] == "$.currentAuthenticator")
        #expect(form.json["currentAuthenticator"]?["value"]?["settings"]?["complexity"]?["minLength"] == 8)
        var members: JSONObject = ["userProfile": ["lastName": "New", "email": "nia@example.com"]]
        members["credentials"] = ["passcode": "weak"]
        #expect(
            try client.submit(form, "enroll-profile", members).messageKeys == ["password.passwordRequirementsNotMet"]
        )
        members["credentials"] = ["passcode": "Good-pw-123"]
        let rest = try client.submit(form, "enroll-profile", members)
        #expect(rest.remediations == [Self.enroll, "skip"])
    }

    @Test(.rule("idx.register-email"))
    func `an address that must be verified is proved by a code`() throws {
        let (double, client) = try client(RegistrationFixture.withVerifiedEmail)
        let password = try client.submit(register(client), "enroll-profile", Self.profile)
        let choice = try choosePassword(client, password)
        #expect(choice.remediations == [Self.enroll])
        let challenge = try client.choose(choice, "Email", by: Self.enroll)
        let actions = challenge.json["currentAuthenticator"]?["value"]?.object?.keys ?? []
        #expect(actions.contains("resend") && actions.contains("poll"))
        let message = try AuthnClient(double).lastMessage()
        #expect(message["purpose"] == "activation" && message["to"] == "nia@example.com")
        let rest = try client.submit(
            challenge,
            "enroll-authenticator",
            IDXClient.passcode(message["code"]?.string ?? "")
        )
        #expect(rest.remediations == [Self.enroll, "skip"])
        let names = rest.json["authenticatorEnrollments"]?["value"]?.array?.compactMap { $0["displayName"]?.string }
        #expect(names == ["Password", "Email"])
        #expect(try client.submit(rest, "skip").json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.password-warning"))
    func `a password that expires soon is told of, and can be kept`() throws {
        let (_, client) = try client(RegistrationFixture.warning)
        func identify() throws -> Answer {
            var members = IDXClient.passcode("Ada-pw-123")
            members["identifier"] = "ada@example.com"
            return try client.submit(client.begin(), "identify", members)
        }
        let warned = try identify()
        #expect(warned.status == 200 && warned.remediations == ["reenroll-authenticator-warning", "skip"])
        #expect(warned.messageKeys == ["idx.password.expiring.message"])
        #expect(warned.json["currentAuthenticator"]?["value"]?["settings"]?["daysToExpiry"] == 5)
        #expect(try client.submit(warned, "skip").json["successWithInteractionCode"] != nil)
        let other = try identify()
        let done = try client.submit(other, "reenroll-authenticator-warning", IDXClient.passcode("Good-pw-123"))
        #expect(done.json["successWithInteractionCode"] != nil)
    }
}
