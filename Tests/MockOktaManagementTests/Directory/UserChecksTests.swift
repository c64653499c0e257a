import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What Okta refuses in the profile of a user.
@Suite struct UserChecksTests {
    private let client: ManagementClient

    init() throws {
        client = ManagementClient(try TestDouble(builtInAnd: "{}"))
    }

    private static let blank = "The field cannot be left blank"
    private static let noAddress = "login: Username must be in the form of an email address"

    @Test(
        .rule("management.user.required"),
        arguments: [
            ([:], ["login: " + blank, "firstName: " + blank, "email: " + blank, noAddress]),
            (["login": "ann@example.com", "email": "ann@example.com"], ["firstName: " + blank]),
            (["login": "ann", "email": "ann@example.com", "firstName": "Ann"], [noAddress]),
            (["login": "a@b@c", "email": "ann@example.com", "firstName": ""], ["firstName: " + blank, noAddress]),
            (["login": "a nn@example.com", "email": .null, "firstName": "Ann"], ["email: " + blank, noAddress]),
        ] as [(JSON, [String])]
    )
    func `every missing attribute and a login that is no address have a cause`(profile: JSON, causes: [String]) throws {
        let refused = try client.post("/users", ["profile": profile])
        #expect(refused.status == 400 && refused.string("errorCode") == "E0000001")
        let subject = causes.first?.split(separator: ":").first ?? ""
        #expect(refused.string("errorSummary") == "Api validation failed: \(subject)")
        #expect(refused["errorCauses"]?.array?.map { $0["errorSummary"]?.string } == causes)
    }

    @Test(.rule("management.user.login-pattern")) func `an org that sets a pattern may have other logins`() throws {
        let profile: JSON = ["login": "ann.smith", "email": "ann@example.com", "firstName": "Ann", "lastName": "Smith"]
        #expect(try client.post("/users", ["profile": profile]).status == 400)
        let change: JSON = ["definitions": ["base": ["properties": ["login": ["pattern": ".+"]]]]]
        let schema = try client.post("/meta/schemas/user/default", change)
        #expect(schema["definitions"]?["base"]?["properties"]?["login"]?["pattern"] == ".+")
        #expect(try client.post("/users", ["profile": profile])["profile"]?["login"] == "ann.smith")
    }

    @Test(.rule("management.user.login-pattern")) func `a user of a fixture keeps a login that is no address`() throws {
        let double = try TestDouble(builtInAnd: #"{"users": [{"profile": {"login": "robot", "firstName": "R"}}]}"#)
        let client = ManagementClient(double)
        let body: JSON = ["profile": ["login": "robot", "email": "r@example.com", "firstName": "Robot"]]
        #expect(try client.put("/users/robot", body)["profile"]?["firstName"] == "Robot")
    }
}
