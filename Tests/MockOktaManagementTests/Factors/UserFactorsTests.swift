import MockOktaFormats
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// `/api/v1/users/{id}/factors`.
@Suite struct UserFactorsTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: FactorsFixture.text)
        client = ManagementClient(double)
    }

    private static let bob = "/users/bob@example.com/factors"

    private func code(_ kind: String) throws -> JSON {
        let messages = try ControlClient(double).get("/messages?kind=\(kind)").json["messages"]?.array ?? []
        return messages.last?["code"] ?? .null
    }

    /// Golden: the members and their order as recorded.
    @Test(.rule("factors.question"))
    func `a question is active at once, changed and deleted`() throws {
        let body: JSON = [
            "factorType": "question", "provider": "OKTA",
            "profile": ["answer": "meatball", "question": "disliked_food"],
        ]
        let made = try client.post(Self.bob, body)
        #expect(made.status == 200)
        #expect(
            made.json.object?.keys
                == [
                    "id", "factorType", "provider", "vendorName", "status", "created", "lastUpdated", "profile",
                    "_links",
                ]
        )
        #expect(made["status"] == "ACTIVE" && made.string("id").hasPrefix("ufs"))
        #expect(
            made["profile"]
                == ["question": "disliked_food", "questionText": "What is the food you least liked as a child?"]
        )
        #expect(made["_links"]?.object?.keys == ["questions", "self", "user"])
        let path = Self.bob + "/" + made.string("id")
        let changed = try client.put(path, ["profile": ["answer": "meatball", "question": "first_award"]])
        #expect(changed.status == 200 && changed["profile"]?["question"] == "first_award")
        #expect(try client.get(path).json == changed.json)
        #expect(try client.post(path + "/verify", ["answer": "Meatball"])["factorResult"] == "SUCCESS")
        #expect(try client.post(path + "/verify", ["answer": "spinach"]).string("errorCode") == "E0000068")
        #expect(try client.post(Self.bob, body).string("errorCode") == "E0000001")
        #expect(try client.delete(path).status == 204)
        #expect(try client.get(path).string("errorSummary").hasSuffix("(UserFactor)"))
        #expect(try client.get(Self.bob + "/questions").json.array?.count == 19)
    }

    @Test(arguments: ["", .null, 1] as [JSON])
    func `an object that no fixture could have is refused`(provider: JSON) throws {
        let body: JSON = [
            "factorType": "sms", "provider": provider, "profile": ["phoneNumber": "+1 555 123 4567"],
        ]
        #expect(try client.post(Self.bob, body).status == (provider == .null ? 200 : 400))
    }

    @Test(.rule("factors.sms"))
    func `a phone is activated by the code of a message`() throws {
        let made = try client.post(Self.bob, ["factorType": "sms", "profile": ["phoneNumber": "+1 555 123 4567"]])
        #expect(made.status == 200 && made["status"] == "PENDING_ACTIVATION")
        #expect(made["profile"] == ["phoneNumber": "+15551234567"])
        #expect(made["_links"]?.object?.keys == ["resend", "activate", "self", "user"])
        let path = Self.bob + "/" + made.string("id")
        #expect(try client.get(Self.bob).json.array?.first == made.json)
        let wrong = try client.post(path + "/lifecycle/activate", ["passCode": "x"])
        #expect(wrong.status == 403 && wrong.string("errorCode") == "E0000068")
        #expect(try client.post(path + "/resend").status == 200)
        let active = try client.post(path + "/lifecycle/activate", ["passCode": try code("sms")])
        #expect(active.status == 200 && active["status"] == "ACTIVE")
        #expect(double.user("bob@example.com")?.activeFactors.map(\.kind) == [.sms])
        let challenge = try client.post(path + "/verify")
        #expect(challenge["factorResult"] == "CHALLENGE")
        #expect(try client.post(path + "/verify", ["passCode": try code("sms")])["factorResult"] == "SUCCESS")
        #expect(try client.post(path + "/verify", ["passCode": try code("sms")]).status == 403)
        #expect(try AuthnClient(double).start("bob@example.com", "Bob-pw-1").string("status") == "MFA_REQUIRED")
    }

    @Test(.rule("factors.totp"))
    func `an authenticator app shows its key until it is active, each code is good once`() throws {
        let path = "/users/otto@example.com/factors/uft000000000000totp2/verify"
        // RFC 6238, appendix B, has the key; the code is that of 2026-01-01T00:00:00Z.
        let step: Int64 = 1_767_225_600 / 30
        let code = JSON.string(try #require(TOTP.code(secret: FactorsFixture.secret, step: step)))
        #expect(try client.post(path, ["passCode": code])["factorResult"] == "SUCCESS")
        #expect(try client.post(path, ["passCode": code]).status == 403)
        let made = try client.post(Self.bob, ["factorType": "token:software:totp", "provider": "GOOGLE"])
        let activation = made["_embedded"]?["activation"]
        #expect(activation?["encoding"] == "base32" && activation?["timeStep"] == 30)
        let secret = try #require((activation?["sharedSecret"]?.string).flatMap(Base32.decode))
        let first = JSON.string(try #require(TOTP.code(secret: secret, step: step)))
        let active = try client.post(
            Self.bob + "/\(made.string("id"))/lifecycle/activate",
            ["passCode": first]
        )
        #expect(active["status"] == "ACTIVE" && active["_embedded"] == nil)
    }

    @Test(.rule("factors.brute-force"))
    func `five wrong codes make a challenge void`() throws {
        let path = "/users/mia@example.com/factors/sms00000000000000sm1/verify"
        _ = try client.post(path)
        for _ in 0..<5 { #expect(try client.post(path, ["passCode": "x"]).status == 403) }
        #expect(try client.post(path, ["passCode": try code("sms")]).status == 403)
        _ = try client.post(path)
        #expect(try client.post(path, ["passCode": try code("sms")]).status == 200)
    }

    @Test(.rule("factors.push"))
    func `a push waits until it is decided`() throws {
        let path = "/users/mia@example.com/factors/opf00000000000000pu1/verify"
        for (decision, result) in [("approve", "SUCCESS"), ("deny", "REJECTED")] {
            let waiting = try client.post(path)
            #expect(waiting.status == 201 && waiting["factorResult"] == "WAITING")
            let poll = String((waiting["_links"]?["poll"]?["href"]?.string ?? "").dropFirst(26))
            #expect(try client.get(poll)["factorResult"] == "WAITING")
            let control = ControlClient(double)
            #expect(try control.get("/pending")["pending"]?.array?.map { $0["kind"] } == ["push"])
            #expect(try control.post("/push/mia@example.com", ["decision": .string(decision)]).status == 204)
            #expect(try control.post("/push/mia@example.com", ["decision": .string(decision)]).status == 404)
            #expect(try client.get(poll)["factorResult"] == .string(result))
            #expect(try client.delete(poll).status == 204)
            #expect(try client.get(poll)["factorResult"] == "TIMEOUT")
        }
    }

    @Test(.rule("factors.catalog"))
    func `the catalog tells what a user has, reset_factors removes all`() throws {
        func status(_ type: String) throws -> [JSON?] {
            let rows = try client.get("/users/mia@example.com/factors/catalog").json.array ?? []
            return rows.filter { $0["factorType"]?.string == type }.map { $0["status"] }
        }
        #expect(try status("sms") == ["ACTIVE"] && status("call") == ["NOT_SETUP"])
        let reset = try client.post("/users/mia@example.com/lifecycle/reset_factors")
        #expect(reset.status == 200 && reset.json == [:])
        #expect(try client.get("/users/mia@example.com/factors").json == [])
        #expect(try status("sms") == ["NOT_SETUP"])
    }

    @Test(
        arguments: [
            ["factorType": "webauthn"], ["factorType": "sms", "profile": ["phoneNumber": "1"]], ["factorType": "sms"],
            ["factorType": "question", "profile": ["question": "disliked_food", "answer": "ham"]],
        ] as [JSON]
    )
    func `what cannot be set up is refused`(body: JSON) throws {
        #expect(try client.post(Self.bob, body).string("errorCode") == "E0000001")
        #expect(try client.get(Self.bob).json == [])
    }

    @Test(.rule("authenticators.read"))
    func `authenticators and their methods are listed, an INACTIVE one is not used`() throws {
        let double = try TestDouble([
            TestOrganization.builtIn(), FactorsFixture.text,
            "{authenticators: [{key: 'phone_number', name: 'Handy', status: 'INACTIVE'}]}",
        ])
        let client = ManagementClient(double)
        let all = try client.get("/authenticators").json.array ?? []
        #expect(
            all.map { $0["key"] }
                == ["okta_email", "okta_password", "phone_number", "security_question", "google_otp", "okta_verify"]
        )
        let phone = all[2]
        #expect(phone["status"] == "INACTIVE" && phone["name"] == "Handy")
        let path = "/authenticators/\(phone["id"]?.string ?? "")"
        #expect(try client.get(path).json == phone)
        #expect(try client.get(path + "/methods").json.array?.map { $0["type"] } == ["sms", "voice"])
        #expect(try client.get(path + "/methods/sms")["status"] == "INACTIVE")
        #expect(try client.get(path + "/methods/otp").status == 404)
        let factors = try AuthnClient(double).start("mia@example.com", "Mia-pw-1").json["_embedded"]?["factors"]?.array
        #expect(factors?.contains { $0["factorType"] == "sms" } == false)
    }
}
