import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Signing in by the Identity Engine's API.
@Suite struct IDXSignInTests {
    private let double: TestDouble
    private let client: IDXClient

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, FactorsFixture.text])
        client = IDXClient(double)
    }

    private func identify(_ login: String, _ password: String) throws -> Answer {
        var members = IDXClient.passcode(password)
        members["identifier"] = .string(login)
        return try client.submit(client.begin(), "identify", members)
    }

    /// Golden: the first envelope, with the members and the order of recordings.
    @Test(.rule("idx.identify"))
    func `introspection shows the form for user name and password`() throws {
        let answer = try client.begin()
        #expect(answer.status == 200)
        #expect(answer.field("Content-Type") == "application/ion+json; okta-version=1.0.0")
        #expect(
            answer.json.object?.keys
                == [
                    "version", "stateHandle", "expiresAt", "intent", "remediation", "currentAuthenticator", "cancel",
                    "app",
                ]
        )
        let handle = answer.json["stateHandle"] ?? ""
        #expect(handle.string?.hasPrefix("02.id.") == true && handle.string?.utf8.count == 46)
        let hidden: JSON = [
            "name": "stateHandle", "required": true, "value": handle, "visible": false, "mutable": false,
        ]
        let ion: JSON = "application/ion+json; okta-version=1.0.0"
        let json: JSON = "application/json; okta-version=1.0.0"
        let identify: JSON = [
            "rel": ["create-form"], "name": "identify", "href": "http://mock.example/idp/idx/identify",
            "method": "POST", "produces": ion,
            "value": [
                ["name": "identifier", "label": "Username", "required": true],
                [
                    "name": "credentials", "type": "object",
                    "form": ["value": [["name": "passcode", "label": "Password", "secret": true]]], "required": true,
                ],
                ["name": "rememberMe", "type": "boolean", "label": "Remember this device"], hidden,
            ],
            "accepts": json,
        ]
        #expect(answer.json["remediation"]?["value"]?.array?.first == identify)
        let password = answer.json["currentAuthenticator"]?["value"]?.object
        #expect(password?.keys == ["recover", "type", "key", "id", "displayName", "methods"])
        #expect(answer.string("expiresAt") == "2026-01-01T02:00:00.000Z")
        let app: JSON = ["type": "object", "value": ["name": "oidc_client", "label": "native-idx", "id": "x"]]
        #expect(answer.json["app"]?["value"]?.object?.keys == app["value"]?.object?.keys)
    }

    @Test(.rule("idx.success"))
    func `a password leads to an interaction code, which gives tokens once`() throws {
        let answer = try identify("alice@example.com", "Alice-pw-1")
        #expect(answer.status == 200)
        #expect(
            answer.json.object?.keys
                == [
                    "version", "stateHandle", "expiresAt", "intent", "user", "cancel", "app",
                    "successWithInteractionCode",
                ]
        )
        let form = answer.json["successWithInteractionCode"]
        #expect(form?.object?.keys == ["rel", "name", "href", "method", "value", "accepts"])
        #expect(form?["href"]?.string == "http://mock.example/oauth2/v1/token")
        let names = form?["value"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == ["grant_type", "interaction_code", "client_id", "code_verifier"])
        #expect(form?["value"]?.array?[1]["value"]?.string?.utf8.count == 43)
        let tokens = try client.redeem(answer)
        #expect(tokens.status == 200, "\(tokens)")
        let idToken = claims(of: tokens.string("id_token"))
        #expect(idToken["nonce"] == "n-1" && idToken["amr"]?.strings == ["pwd"])
        #expect(claims(of: tokens.string("access_token"))["cid"] == "native-idx")
        let again = try client.redeem(answer)
        #expect(again.status == 400 && again.error == "invalid_grant")
        #expect(again.errorDescription == "The interaction code is invalid or has expired.")
        // The browser has a session now.
        #expect(answer.field("Set-Cookie")?.hasPrefix("idx=") == true)
    }

    @Test(.rule("idx.code-lifetime"))
    func `an interaction code lasts a minute and needs its verifier`() throws {
        let answer = try identify("alice@example.com", "Alice-pw-1")
        let fields = answer.json["successWithInteractionCode"]?["value"]?.array ?? []
        let code = fields[1]["value"]?.string ?? ""
        func redeem(_ verifier: String, _ redirectURI: String? = nil) throws -> Answer {
            try client.oauth.token(
                [
                    ("grant_type", "interaction_code"), ("interaction_code", code), ("client_id", "native-idx"),
                    ("code_verifier", verifier),
                ] + (redirectURI.map { [("redirect_uri", $0)] } ?? [])
            )
        }
        let other = String(PKCE.verifier.dropLast()) + "X"
        #expect(try redeem(other).errorDescription == "PKCE verification failed.")
        #expect(try redeem(PKCE.verifier, "com.example:/other").errorDescription.contains("interaction code"))
        double.advance(60)
        #expect(try redeem(PKCE.verifier).errorDescription.contains("interaction code"))
    }

    @Test(.rule("idx.go-query"))
    func `a client may send everything in the query, secret too`() throws {
        let changes: [String: String?] = [
            "client_id": "web-idx", "redirect_uri": "http://localhost:3000/callback",
        ]
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        let answer = try client.submit(client.begin(changes), "identify", members)
        let fields = answer.json["successWithInteractionCode"]?["value"]?.array ?? []
        #expect(fields.contains { $0["name"] == "client_secret" })
        let query = FormParameters([
            ("grant_type", "interaction_code"), ("interaction_code", fields[1]["value"]?.string ?? ""),
            ("client_id", "web-idx"), ("client_secret", "web-idx-secret"), ("code_verifier", PKCE.verifier),
        ]).encoded
        let tokens = try client.oauth.token(body: "", query: query)
        #expect(tokens.status == 200, "\(tokens)")
    }

    @Test(
        .rule("idx.wrong-password"),
        arguments: [
            ("alice@example.com", "wrong"), ("nobody@example.com", "x"), ("locked@example.com", "Locked-pw-1"),
        ]
    )
    func `wrong credentials show the form again`(login: String, password: String) throws {
        let answer = try identify(login, password)
        #expect(answer.status == 401)
        #expect(answer.remediations.first == "identify")
        let message: JSON = [
            "message": "Authentication failed", "i18n": ["key": "errors.E0000004"], "class": "ERROR",
        ]
        #expect(answer.json["messages"]?["value"] == [message])
    }

    @Test(.rule("idx.not-assigned"))
    func `a user who may not use the app gets no code`() throws {
        let fixture = #"{apps: [{client_id: "native-idx", assignments: {groups: [], users: []}}]}"#
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, fixture])
        let client = IDXClient(double)
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        let answer = try client.submit(client.begin(), "identify", members)
        #expect(answer.status == 400)
        #expect(answer.messageKeys == ["idx.error.user.not.assigned.to.app"])
        #expect(answer.json["successWithInteractionCode"] == nil)
        // Somebody else may try.
        #expect(answer.remediations.first == "identify" && answer.json["user"] == nil)
    }

    @Test(.rule("idx.policy"))
    func `a server whose rules lack the grant type shows no form`() throws {
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture])
        let answer = try IDXClient(double, server: "default").begin()
        #expect(answer.status == 403 && answer.messageKeys == ["idx.error.code.no_matching_policy"])
        #expect(answer.remediations.isEmpty)
        #expect(answer.json["failure"]?["name"] == "failure-redirect")
        let href = answer.json["failure"]?["href"]?.string ?? ""
        let prefix = "http://mock.example/login/error/redirect?stateToken="
        #expect(href.hasPrefix(prefix))
        let token = String(href.dropFirst(prefix.count))
        let back = try Browser(double).get("/login/error/redirect", [("stateToken", token)])
        #expect(back.status == 302 && back.location.hasPrefix("com.example:/callback?"))
        #expect(back.redirect["error"] == "access_denied" && back.redirect["state"] == "s-1")
        let unknown = try Browser(double).get("/login/error/redirect", [("stateToken", token + "x")])
        #expect(unknown.status == 400)
    }

    @Test(.rule("idx.policy"))
    func `a rule for other people gives no code`() throws {
        let rule = """
            {authorizationServers: [{id: "default", policies: [{id: "00pidx", name: "idx", conditions: {clients: {
               include: ["ALL_CLIENTS"]}}, rules: [{name: "admins", conditions: {people: {groups: {include: ["Admins"]}},
               grantTypes: {include: ["interaction_code"]}, scopes: {include: ["*"]}}}]}]}]}
            """
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, rule])
        let client = IDXClient(double, server: "default")
        func identify(_ login: JSON, _ password: String) throws -> Answer {
            var members = IDXClient.passcode(password)
            members["identifier"] = login
            return try client.submit(client.begin(), "identify", members)
        }
        let answer = try identify("bob@example.com", "Bob-pw-1")
        #expect(answer.status == 403 && answer.messageKeys == ["idx.error.code.no_matching_policy"])
        #expect(answer.json["failure"]?["name"] == "failure-redirect")
        #expect(try identify("alice@example.com", "Alice-pw-1").json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("idx.handles"))
    func `handles can be introspected at any time, and cancel begins anew`() throws {
        let handle = try client.oauth.post("/v1/interact", IDXClient.interact()).string("interaction_handle")
        #expect(handle.utf8.count == 43)
        let first = try client.post("introspect", ["interactionHandle": .string(handle)])
        var members = IDXClient.passcode("Mia-pw-1")
        members["identifier"] = "mia@example.com"
        let choice = try client.submit(first, "identify", members)
        let again = try client.post("introspect", ["interactionHandle": .string(handle)])
        #expect(again.json["remediation"] == choice.json["remediation"])
        let state: JSON = ["stateHandle": .string(choice.string("stateHandle"))]
        #expect(try client.post("introspect", state).json["remediation"] == choice.json["remediation"])
        let fresh = try client.submit(choice, "cancel")
        #expect(fresh.status == 200 && fresh.remediations.first == "identify")
        #expect(fresh.string("stateHandle") != choice.string("stateHandle"))
        let old = try client.post("introspect", state)
        #expect(old.status == 401 && old.messageKeys == ["idx.session.expired"])
        #expect(old.json.object?.keys == ["version", "messages"])
        #expect(old.field("Content-Type") == "application/json; okta-version=1.0.0")
        #expect(try client.post("introspect", ["interactionHandle": .string(handle)]).status == 200)
        double.advance(7200)
        #expect(try client.post("introspect", ["interactionHandle": .string(handle)]).status == 401)
    }

    @Test(.rule("idx.bad-requests"))
    func `what is no call of the API is told so in an envelope`() throws {
        let missing = try client.post("identify", ["identifier": "alice@example.com"])
        #expect(missing.status == 400 && missing.messageKeys == ["api.error.field_required"])
        #expect(missing.json["version"] == "1.0.0")
        var request = IDXClient.request("identify", [:])
        request.body = Array("no json".utf8)
        let broken = Answer(try double.send(request))
        #expect(broken.status == 400 && broken.messageKeys == ["E0000020"])
        let unknown = try client.post("challenge/answer", ["stateHandle": "02.id.x"], ["Accept": "application/json"])
        #expect(unknown.status == 401 && unknown.field("Content-Type") == "application/json; okta-version=1.0.0")
        let begun = try client.begin()
        let early = try client.post("challenge/answer", ["stateHandle": .string(begun.string("stateHandle"))])
        #expect(early.status == 400 && early.messageKeys == ["oie.authenticator.verify.error.fail"])
    }

    @Test(.rule("idx.cors"))
    func `pages of trusted origins may read errors too`() throws {
        let fields: HTTPFields = ["Origin": "http://localhost:3000", "Content-Type": "application/json"]
        let answer = try client.post("identify", ["stateHandle": "x"], fields)
        #expect(answer.status == 401)
        #expect(answer.field("Access-Control-Allow-Origin") == "http://localhost:3000")
        #expect(answer.field("Access-Control-Allow-Credentials") == "true")
        // okta-idx-kotlin sends an origin of its own making.
        #expect(try client.post("identify", ["stateHandle": "x"], ["Origin": "http://localhost"]).status == 401)
    }
}
