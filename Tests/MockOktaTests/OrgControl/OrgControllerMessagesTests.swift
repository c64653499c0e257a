import MockOkta
import MockOktaTestSupport
import Testing

@Suite struct OrgControllerMessagesTests {
    private static let body = #"{"username":"alice@example.com","factorType":"EMAIL"}"#

    @Test func `a message is waited for, listed and removed`() async throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        async let message = okta.waitForMessage(to: "alice@example.com")
        #expect(try okta.post("/api/v1/authn/recovery/password", json: Self.body).status == 200)
        let found = try await message
        #expect(found.id == 1 && found.kind == "email" && found.purpose == "recovery")
        #expect(found.user == "alice@example.com" && found.recipient == "alice@example.com")
        #expect(found.link?.contains("/signin/reset-password/") == true && found.code?.utf8.count == 6)
        #expect(okta.messages() == [found])
        #expect(okta.messages(to: "bob@example.com").isEmpty && okta.messages(after: 1).isEmpty)
        okta.removeMessages()
        #expect(okta.messages().isEmpty)
        await #expect(throws: OrgControlError.noMessage(to: nil, after: .milliseconds(10))) {
            try await okta.waitForMessage(timeout: .milliseconds(10))
        }
    }
}
