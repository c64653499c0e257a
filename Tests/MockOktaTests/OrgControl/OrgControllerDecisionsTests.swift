import MockOkta
import MockOktaFormats
import MockOktaTestSupport
import Testing

@Suite struct OrgControllerDecisionsTests {
    private static let grant = "urn:ietf:params:oauth:grant-type:device_code"

    private func startDevice(_ okta: MockOktaServer) throws -> JSON {
        let form = [("client_id", "native-app"), ("scope", "openid")]
        return try JSON.parse(Array(okta.post("/oauth2/v1/device/authorize", form).body.utf8))
    }

    private func poll(_ device: JSON, _ okta: MockOktaServer) throws -> String {
        let code = device["device_code"]?.string ?? ""
        let form = [("grant_type", Self.grant), ("device_code", code), ("client_id", "native-app")]
        return try okta.post("/oauth2/v1/token", form).body
    }

    @Test func `a test approves and denies devices`() throws {
        let okta = try MockOktaServer.start(configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true))
        defer { okta.stop() }
        let (first, second) = (try startDevice(okta), try startDevice(okta))
        #expect(try poll(first, okta).contains("authorization_pending"))
        try okta.approve(userCode: first["user_code"]?.string ?? "", as: "alice@example.com")
        #expect(try poll(first, okta).contains("\"access_token\""))
        try okta.deny(userCode: second["user_code"]?.string ?? "")
        #expect(try poll(second, okta).contains("access_denied"))
    }

    @Test func `a test that is the device decides by the code it polls with`() throws {
        let okta = try MockOktaServer.start(configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true))
        defer { okta.stop() }
        let (first, second) = (try startDevice(okta), try startDevice(okta))
        try okta.approve(deviceCode: first["device_code"]?.string ?? "", as: "alice@example.com")
        #expect(try poll(first, okta).contains("\"access_token\""))
        try okta.deny(deviceCode: second["device_code"]?.string ?? "")
        #expect(try poll(second, okta).contains("access_denied"))
    }

    @Test func `what does not wait cannot be decided on`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        #expect(throws: OrgControlError.self) { try okta.approve(userCode: "BCDFGHJK", as: "alice@example.com") }
        #expect(throws: OrgControlError.self) { try okta.deny(userCode: "BCDFGHJK") }
        #expect(throws: OrgControlError.self) { try okta.approve(deviceCode: "x", as: "alice@example.com") }
        #expect(throws: OrgControlError.self) { try okta.deny(deviceCode: "x") }
        #expect(throws: OrgControlError.self) { try okta.approve(authReqID: "ft1") }
        #expect(throws: OrgControlError.self) { try okta.deny(authReqID: "ft1") }
    }
}
