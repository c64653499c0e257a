import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Single sign-on of browsers by the Identity Engine's API.
@Suite struct IDXSessionTests {
    private let double: TestDouble
    private let browser: Browser

    init() throws {
        let more = """
            {apps: [
              {client_id: "second", application_type: "browser", token_endpoint_auth_method: "none",
               grant_types: ["interaction_code"], redirect_uris: ["com.example:/callback"]},
              {client_id: "asking", application_type: "browser", token_endpoint_auth_method: "none",
               grant_types: ["interaction_code"], redirect_uris: ["com.example:/callback"], consent_method: "REQUIRED"},
              {client_id: "strict", application_type: "browser", token_endpoint_auth_method: "none",
               grant_types: ["interaction_code"], redirect_uris: ["com.example:/callback"],
               _links: {accessPolicy: {href: "https://example.okta.com/api/v1/policies/rst2fa"}}}],
             policies: [{id: "rst2fa", type: "ACCESS_POLICY", name: "Two factors", rules: [{name: "All",
               actions: {appSignOn: {access: "ALLOW",
                verificationMethod: {type: "ASSURANCE", factorMode: "2FA", reauthenticateIn: "PT2H"}}}}]}]}
            """
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, more])
        browser = Browser(double)
    }

    private func interact(_ changes: [String: String?]) throws -> Answer {
        let fields: HTTPFields = ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"]
        let body = Array(FormParameters(IDXClient.interact(changes)).encoded.utf8)
        return try browser.send(HTTPRequest(method: .post, path: "/oauth2/v1/interact", fields: fields, body: body))
    }

    private func begin(_ changes: [String: String?] = [:]) throws -> Answer {
        let handle = try interact(changes).string("interaction_handle")
        return try browser.send(IDXClient.request("introspect", ["interactionHandle": .string(handle)]))
    }

    private func submit(_ envelope: Answer, _ name: String, _ members: JSONObject) throws -> Answer {
        let (path, body) = try IDXClient.form(envelope, name, members)
        return try browser.send(IDXClient.request(path, body))
    }

    private func signIn() throws {
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        let done = try submit(begin(), "identify", members)
        #expect(done.json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.session"), arguments: [["max_age": "900"], ["max_age": "0"], ["prompt": "login"]])
    func `a server that calls interact without the session has the user asked`(changes: [String: String]) throws {
        try signIn()
        let fields: [String: String?] = changes.mapValues { $0 }
        let interact = try IDXClient(double).oauth.post("/v1/interact", IDXClient.interact(fields))
        let handle = JSON.string(interact.string("interaction_handle"))
        let form = try browser.send(IDXClient.request("introspect", ["interactionHandle": handle]))
        #expect(form.remediations.first == "identify")
    }

    @Test(.rule("idx.session"))
    func `a second app gets its code at introspection`() throws {
        #expect(try begin().remediations.first == "identify")
        try signIn()
        double.advance(600)
        let done = try begin(["client_id": "second"])
        #expect(done.status == 200 && done.json["remediation"] == nil && done.json["cancel"] != nil)
        #expect(done.json["user"]?["value"]?["identifier"] == "alice@example.com")
        let tokens = try IDXClient(double).redeem(done)
        let claims = claims(of: tokens.string("id_token"))
        // The time is that of the sign-in.
        #expect(claims["auth_time"]?.integer == Int(double.now.seconds) - 600)
        #expect(claims["amr"]?.strings == ["pwd"])
        let handle = JSON.string(done.string("stateHandle"))
        #expect(try browser.send(IDXClient.request("introspect", ["stateHandle": handle])).status == 401)
    }

    @Test(
        .rule("idx.session"),
        arguments: [
            ["max_age": "0"], ["max_age": "599"], ["acr_values": "urn:okta:loa:2fa:any"], ["client_id": "asking"],
            ["client_id": "strict"],
        ]
    )
    func `who asks for more than the session has gets the form`(changes: [String: String]) throws {
        try signIn()
        double.advance(600)
        #expect(try begin(changes).remediations.first == "identify")
    }

    @Test(.rule("idx.session"))
    func `max_age is the age of the sign-in in seconds`() throws {
        try signIn()
        double.advance(600)
        #expect(try begin(["max_age": "600"]).json["successWithInteractionCode"] != nil)
        let wrong = try interact(["max_age": "soon"])
        #expect(wrong.status == 400 && wrong.string("error") == "invalid_request")
    }

    @Test(.rule("idx.session"))
    func `a sign-in that was cancelled begins with the user name`() throws {
        let first = try begin()
        try signIn()
        let fresh = try submit(first, "cancel", [:])
        let handle = JSON.string(fresh.string("stateHandle"))
        let again = try browser.send(IDXClient.request("introspect", ["stateHandle": handle]))
        #expect(again.remediations.first == "identify")
    }
}
