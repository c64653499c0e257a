import MockOktaFormats
import MockOktaModel
import Testing

/// `users[].factors` of a fixture.
@Suite struct FactorFixtureTests {
    private static let text = """
        {users: [{profile: {login: "mia@example.com"}, factors: [
          {factorType: "token:software:totp", mock: {sharedSecret: "JBSWY3DPEHPK3PXP"}},
          {factorType: "email"}, {factorType: "question", profile: {question: "disliked_food", answer: "Spinach"}},
          {factorType: "sms", status: "PENDING_ACTIVATION", profile: {phoneNumber: "+15551234567"}},
          {factorType: "webauthn"}]}]}
        """

    private static func read(_ text: String) -> FixtureResult {
        FixtureReader.read([FixtureSource(name: "fixture.json5", bytes: Array(text.utf8))])
    }

    @Test func `factors have ids, providers and what they need`() throws {
        let user = try #require(Self.read(Self.text).organization?.user(login: "mia@example.com"))
        #expect(user.factors.map(\.kind) == [.totp, .email, .question, .sms])
        #expect(user.factors.map(\.provider) == ["GOOGLE", "OKTA", "OKTA", "OKTA"])
        #expect(user.factors.map { String($0.id.prefix(3)) } == ["uft", "emf", "ufs", "sms"])
        #expect(user.factors.allSatisfy { $0.id.utf8.count == 20 })
        #expect(user.activeFactors.count == 3)
        #expect(user.factors[0].secret == Array("Hello!".utf8) + [0xDE, 0xAD, 0xBE, 0xEF])
        #expect(user.factors[1].profile["email"] == "mia@example.com")
    }

    @Test func `a factor that is not simulated is passed over with a warning, a bad key is an error`() {
        #expect(Self.read(Self.text).problems.count { $0.description.contains("webauthn") } == 1)
        let bad = #"{users: [{profile: {login: "a"}, factors: [{factorType: "email", mock: {sharedSecret: "1!"}}]}]}"#
        #expect(Self.read(bad).problems.contains { $0.description.contains("base 32") })
    }

    @Test func `an export without secrets has no keys and no answers`() throws {
        let organization = try #require(Self.read(Self.text).organization)
        func text(_ withSecrets: Bool) -> String {
            let fixture = FixtureWriter(organization, withSecrets: withSecrets).fixture
            return String(decoding: JSON.object(fixture).serialized(), as: UTF8.self)
        }
        #expect(text(true).contains("JBSWY3DPEHPK3PXP") && text(true).contains("Spinach"))
        #expect(!text(false).contains("JBSWY3DPEHPK3PXP") && !text(false).contains("Spinach"))
        #expect(text(false).contains("disliked_food"))
        let again = try #require(Self.read(text(true)).organization)
        #expect(again.user(login: "mia@example.com")?.factors == organization.user(login: "mia@example.com")?.factors)
    }
}
