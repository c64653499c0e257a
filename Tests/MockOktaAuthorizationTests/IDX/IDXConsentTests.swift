import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Consent by the Identity Engine's API.
@Suite struct IDXConsentTests {
    private let client: IDXClient

    init() throws {
        let fixture = """
            {apps: [{client_id: "native-idx", consent_method: "REQUIRED"}],
             authorizationServers: [{id: "default", scopes: [
               {name: "orders:read", consent: "REQUIRED", displayName: "Read your orders", description: "All of them."}],
               policies: [{id: "00pidx", name: "idx", conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [
                 {name: "all", conditions: {grantTypes: {include: ["interaction_code", "authorization_code"]},
                   scopes: {include: ["*"]}}}]}]}]}
            """
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, fixture])
        client = IDXClient(double, server: "default")
    }

    private func identify(_ scope: String = "openid orders:read") throws -> Answer {
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        return try client.submit(client.begin(["scope": scope]), "identify", members)
    }

    @Test(.rule("idx.consent"))
    func `the app's scopes are asked for once`() throws {
        let asked = try identify()
        #expect(asked.status == 200 && asked.remediations == ["consent"], "\(asked)")
        #expect(asked.string("intent") == "CONSENT")
        let form = asked.json["remediation"]?["value"]?.array?[0]
        let scope: JSON = [
            "name": "orders:read", "label": "Read your orders", "value": "orders:read", "desc": "All of them.",
        ]
        #expect(form?["scopes"] == [scope])
        let again = try client.post("introspect", ["stateHandle": .string(asked.string("stateHandle"))])
        #expect(again.json["remediation"] == asked.json["remediation"])
        let done = try client.submit(asked, "consent", ["consent": true])
        let tokens = try client.redeem(done)
        #expect(tokens.string("scope").contains("orders:read"), "\(tokens)")
        #expect(try identify().json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.consent-denied"))
    func `without consent there is no code`() throws {
        let denied = try client.submit(identify(), "consent", ["consent": false])
        #expect(denied.status == 400 && denied.messageKeys == ["idx.operation.cancelled.by.user"])
        #expect(denied.remediations.isEmpty && denied.json["successWithInteractionCode"] == nil)
        #expect(try identify().remediations == ["consent"])
    }

    @Test(.rule("idx.consent"))
    func `scopes that need no consent are not asked for`() throws {
        #expect(try identify("openid profile").json["successWithInteractionCode"] != nil)
    }
}
