import MockOktaFormats
import MockOktaTestSupport
import Testing

struct DecisionControlTests {
    private static let fixture = """
        {apps: [{client_id: "bank", client_secret: "secret-of-the-bank", label: "Bank",
                 grant_types: ["authorization_code", "urn:openid:params:grant-type:ciba"]}]}
        """

    @Test func `what waits for a decision is listed until it is decided`() throws {
        let double = try TestDouble(builtInAnd: Self.fixture)
        let (client, control) = (OAuthClient(double, server: nil), ControlClient(double))
        #expect(try control.get("/pending").json == ["pending": []])
        let device = try client.post("/v1/device/authorize", [("client_id", "native-app"), ("scope", "openid")])
        let form = [("scope", "openid"), ("login_hint", "bob@example.com"), ("binding_message", "Pay")]
        let request = try client.post("/v1/bc/authorize", form, basic: ("bank", "secret-of-the-bank"))
        let (code, id) = (device.string("user_code"), request.string("auth_req_id"))
        let listed = try #require(try control.get("/pending").json["pending"]?.array)
        #expect(listed.count == 2)
        let first: JSON = [
            "kind": "device", "user_code": .string(code), "client_id": "native-app", "scope": "openid",
            "created": "2026-01-01T00:00:00.000Z", "expires": "2026-01-01T00:10:00.000Z",
        ]
        let second: JSON = [
            "kind": "ciba", "auth_req_id": .string(id), "user": "bob@example.com", "binding_message": "Pay",
            "client_id": "bank", "scope": "openid", "created": "2026-01-01T00:00:00.000Z",
            "expires": "2026-01-01T00:05:00.000Z",
        ]
        #expect(listed.contains(first), "\(listed)")
        #expect(listed.contains(second), "\(listed)")
        #expect(try control.post("/ciba/\(id)", ["decision": "deny"]).status == 204)
        #expect(try control.get("/pending").json["pending"]?.array?.count == 1)
        double.advance(600)
        #expect(try control.get("/pending").json == ["pending": []])
    }
}
