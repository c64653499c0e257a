import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

@Suite struct PushedRequestTests {
    private let double: TestDouble
    private let client: OAuthClient

    init() throws {
        double = try ModernOrganization.double()
        client = OAuthClient(double, server: "modern")
    }

    private func push(_ changes: [String: String?] = [:]) throws -> Answer {
        var changes = changes
        if changes["client_id"] == nil { changes["client_id"] = .some(nil) }
        return try client.post("/v1/par", OAuthClient.authorize(changes), basic: ModernOrganization.web)
    }

    private func open(_ uri: String, client id: String = "modern-app", on server: String = "modern") throws -> Answer {
        let path = OAuthClient(double, server: server).base + "/v1/authorize"
        return try Browser(double).get(path, [("client_id", id), ("request_uri", uri)])
    }

    @Test(.rule("par.success", "par.request-uri")) func `a pushed request gets a URN that is good for an hour`() throws
    {
        let answer = try push()
        #expect(answer.status == 200)
        #expect(answer.json.object?.keys == ["request_uri", "expires_in"])
        #expect(answer.json["expires_in"] == 3600)
        #expect(answer.string("request_uri").hasPrefix("urn:okta:"))
        #expect(answer.field("Cache-Control") == "no-cache, no-store")
    }

    @Test func `a client may push so many, and one that is used makes room`() throws {
        let double = try ModernOrganization.double("{mock: {limits: {pushedRequests: 2}}}")
        let client = OAuthClient(double, server: "modern")
        func push(_ state: String = "s") throws -> Answer {
            var changes: [String: String?] = ["state": state]
            changes.updateValue(nil, forKey: "client_id")
            return try client.post("/v1/par", OAuthClient.authorize(changes), basic: ModernOrganization.web)
        }
        let uri = try push().string("request_uri")
        #expect(try push().status == 200)
        let refused = try push()
        #expect(refused.status == 429)
        #expect(refused.errorDescription.contains("mock.limits.pushedRequests"))
        let query = [("client_id", "modern-app"), ("request_uri", uri)]
        #expect(try Browser(double).get(client.base + "/v1/authorize", query).status == 200)
        // A large one counts as several.
        #expect(try push(String(repeating: "s", count: 5000)).status == 429)
        #expect(try push().status == 200)
        #expect(try push().status == 429)
        double.advance(3600)
        #expect(try push().status == 200)
    }

    @Test(.rule("par.authorize")) func `client_id and request_uri are enough at /authorize, and a code comes back`()
        throws
    {
        let uri = try push().string("request_uri")
        let browser = Browser(double)
        let page = try browser.get(client.base + "/v1/authorize", [("client_id", "modern-app"), ("request_uri", uri)])
        let answer = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        #expect(answer.redirect["state"] == "s-1")
        let code = try #require(answer.redirect["code"])
        let tokens = try client.token(OAuthClient.redeem(code), basic: ModernOrganization.web)
        #expect(tokens.status == 200, "\(tokens)")
    }

    @Test(.rule("par.one-use", "par.expiry"), arguments: [(3599, 200), (3600, 400)])
    func `a request_uri is good once and until its deadline`(age: Int64, status: Int) throws {
        let uri = try push().string("request_uri")
        double.advance(age)
        #expect(try open(uri).status == status)
        #expect(try open(uri).status == 400)
    }

    @Test(.rule("par.bound")) func `another client or server cannot use it, nor use it up`() throws {
        let uri = try push().string("request_uri")
        let foreign = try open(uri, client: "web-app")
        #expect(foreign.status == 400)
        #expect(foreign.text.contains("does not match the expected value for the provided request_uri."))
        let elsewhere = try open(uri, on: "friend")
        #expect(elsewhere.text.contains("The request_uri was issued for another authorization server."))
        #expect(try open(uri).status == 200)
    }

    @Test(.rule("par.validated")) func `what /authorize would refuse is refused at once`() throws {
        #expect(try push(["redirect_uri": "http://elsewhere.example/"]).status == 400)
        #expect(try push(["state": nil]).errorDescription.contains("invalid 'state' parameter"))
        #expect(try push(["scope": "unknown"]).error == "invalid_scope")
        #expect(try push(["client_id": "web-app"]).status == 401)
        let foreign = try client.post("/v1/par", OAuthClient.authorize(), basic: ("modern-app", "wrong"))
        #expect(foreign.status == 401)
    }

    @Test(.rule("par.json")) func `the body may be JSON`() throws {
        let members = OAuthClient.authorize(["client_id": nil]).map { "\"\($0.0)\":\"\($0.1)\"" }
        let fields: HTTPFields = [
            "Content-Type": "application/json", "Authorization": OAuthClient.basic(ModernOrganization.web),
        ]
        let body = Array("{\(members.joined(separator: ","))}".utf8)
        let request = HTTPRequest(method: .post, path: client.base + "/v1/par", fields: fields, body: body)
        #expect(Answer(try double.send(request)).status == 200)
    }

    @Test(.rule("par.required")) func `an app that must push gets nothing without a request_uri`() throws {
        let changes = ["client_id": "pushing-app"]
        let direct = try Browser(double).get(client.base + "/v1/authorize", OAuthClient.authorize(changes))
        #expect(direct.redirect["error"] == "invalid_request", "\(direct)")
        let form = OAuthClient.authorize(["client_id": nil])
        let pushed = try client.post("/v1/par", form, basic: ("pushing-app", ModernOrganization.secret))
        #expect(try open(pushed.string("request_uri"), client: "pushing-app").status == 200)
    }

    @Test(.rule("par.public")) func `a public client pushes with its client_id`() throws {
        let form = OAuthClient.authorize(["client_id": "tv-app"])
        #expect(try client.post("/v1/par", form).status == 200)
    }

    @Test func `the client's credentials are not kept with the request`() throws {
        var form = OAuthClient.authorize(["client_id": "modern-app"])
        form.append(("client_secret", ModernOrganization.secret))
        let uri = try client.post("/v1/par", form).string("request_uri")
        let page = try open(uri)
        #expect(page.status == 200)
        for transaction in HTMLForm.all(in: page.text).flatMap(\.inputs).filter({ $0.name == "stateToken" }) {
            let content = Base64URL.decode(String(transaction.value.prefix { $0 != "." })) ?? []
            #expect(!String(decoding: content, as: UTF8.self).contains(ModernOrganization.secret))
        }
    }
}
