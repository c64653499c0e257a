import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What each claim of a server would be, and expressions to try.
@Suite struct ClaimControlTests {
    private static let fixture = """
        {authorizationServers: [{id: "default", claims: [
          {name: "mail", value: "String.toUpperCase(user.email)"},
          {name: "orders", value: "user.email", conditions: {scopes: ["orders:write"]}},
          {name: "cost", value: "user.costCenter"},
          {name: "broken", value: "user.email +"},
          {name: "teams", claimType: "IDENTITY", valueType: "GROUPS", group_filter_type: "EQUALS", value: "Admins"},
        ]}]}
        """

    private let control: ControlClient

    init() throws {
        control = ControlClient(try TestDouble(builtInAnd: Self.fixture))
    }

    private func evaluate(_ order: JSONObject) throws -> Answer {
        var body: JSONObject = ["client": "web-app", "user": "alice@example.com"]
        for member in order.members { body[member.key] = member.value }
        return try control.post("/claims/evaluate", .object(body))
    }

    private func claim(_ name: String, _ answer: Answer) -> JSON? {
        answer["claims"]?.array?.first { $0["claim"]?.string == name }
    }

    @Test func `each claim has its value, its places, or the reason why it is left out`() throws {
        let answer = try evaluate(["scope": "openid orders:read"])
        #expect(answer.status == 200)
        #expect(answer["server"] == "default" && answer["grant_type"] == "authorization_code")
        #expect(claim("mail", answer)?["value"] == "ALICE@EXAMPLE.COM")
        #expect(claim("mail", answer)?["included_in"] == ["access token"])
        #expect(claim("mail", answer)?["expression"] == "String.toUpperCase(user.email)")
        #expect(claim("orders", answer)?["why"] == "the scope orders:write was not granted")
        #expect(claim("orders", answer)?["included_in"] == [])
        #expect(claim("cost", answer)?["why"] == "its value is null for this user and client")
        #expect(claim("broken", answer)?["error"]?.string?.contains("expected a value, not the end") == true)
        #expect(claim("teams", answer)?["value"] == ["Admins"])
        #expect(claim("teams", answer)?["filter"] == "EQUALS")
        #expect(claim("teams", answer)?["included_in"] == ["ID token alone", "userinfo"])
    }

    @Test func `all scopes are granted where none are named, and a client has no user's claims`() throws {
        #expect(claim("orders", try evaluate([:]))?["value"] == "alice@example.com")
        let answer = try control.post("/claims/evaluate", ["client": "service-app"])
        #expect(answer["grant_type"] == "client_credentials")
        #expect(answer.json.object?.keys.contains("user") == false)
        #expect(claim("cost", answer)?["why"] == "its value is null for this user and client")
    }

    @Test(arguments: [
        ("user.firstName", #"{"text":"user.firstName","value":"Alice"}"#),
        ("user.email +", #"{"text":"user.email +","error":"expected a value, not the end","character":13}"#),
        ("usr.email", #"{"text":"usr.email","error":"unknown name 'usr'","character":1}"#),
    ])
    func `an expression can be tried`(expression: String, result: String) throws {
        let answer = try evaluate(["expression": .string(expression)])
        #expect(answer["expression"].map { String(decoding: $0.serialized(), as: UTF8.self) } == result)
    }

    @Test(
        arguments: [
            (["client": "nobody"], "client"), (["server": "nowhere"], "server"), (["user": "who@example.com"], "user"),
            (["grant_type": "magic"], "grant_type"), (["expresion": "user.email"], "expresion"),
        ] as [(JSONObject, String)]
    )
    func `what is not known is refused by name`(order: JSONObject, field: String) throws {
        let answer = try evaluate(order)
        #expect(answer.status == 400)
        #expect(answer["field"]?.string == field)
    }
}
