import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What a sign-in adds to the System Log after the password.
@Suite struct SystemLogFactorTests {
    @Test(.rule("log.factors")) func `factors, recoveries and unlocks are logged`() throws {
        let double = try TestDouble([TestOrganization.builtIn(), FactorsFixture.text])
        let (authn, client) = (AuthnClient(double), ManagementClient(double))
        func types() throws -> [String] {
            let events = try client.get("/logs?limit=1000").json.array ?? []
            return events.compactMap { event in
                let reason = event["outcome"]?["reason"]?.string.map { " " + $0 } ?? ""
                return event["eventType"]?.string.map { $0 + reason }
            }
        }
        let challenge = try authn.choose("ufs00000000000000qu1", authn.start("mia@example.com", "Mia-pw-1"))
        _ = try authn.follow(challenge, "next", ["answer": "ham"])
        _ = try authn.follow(challenge, "next", ["answer": "spinach"])
        let recovery = try authn.post("/recovery/password", ["username": "mia@example.com", "factorType": "SMS"])
        let reset = try authn.follow(recovery, "next", ["passCode": authn.lastMessage()["code"] ?? ""])
        _ = try authn.follow(reset, "next", ["newPassword": "Other-pw-1"])
        _ = try authn.post("/recovery/unlock", ["username": "locked@example.com"])
        let link = try authn.lastMessage()["link"]?.string ?? ""
        let token = JSON.string(link.split(separator: "/").last.map(String.init) ?? "")
        _ = try authn.post("/recovery/token", ["recoveryToken": token])
        let expected = [
            "user.authentication.auth_via_mfa INVALID_CREDENTIALS", "user.authentication.auth_via_mfa",
            "policy.evaluate_sign_on", "user.session.start", "user.account.reset_password",
        ]
        #expect(try types().prefix(5) == expected[...])
        #expect(try types().last == "user.account.unlock")
    }
}
