import MockOktaControl
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// When orgs are made, how many there are, what they follow, and whose tokens they take.
@Suite struct TenantLimitsTests {
    private static let stateless = [
        "/t/a/nothing", "/t/a/_mock/health", "/t/a/_mock/nothing", "/t/a/_mock/", "/t/a/_mock/console/main.js",
    ]

    @Test(arguments: stateless)
    func `a request that needs no state makes no org`(path: String) throws {
        let double = try TestDouble()
        _ = try double.send(.get(path))
        #expect(try ControlClient(double).get("/orgs").text == #"{"orgs":[]}"#)
    }

    @Test(arguments: ["/t/a/oauth2/default/v1/keys", "/t/a/_mock/clock"])
    func `a request that needs state makes the org`(path: String) throws {
        let double = try TestDouble()
        #expect(try double.send(.get(path)).status == .ok)
        #expect(try ControlClient(double).get("/orgs")["orgs"]?.array?.map { $0["name"] } == ["a"])
    }

    @Test func `many names of unknown paths leave nothing behind`() throws {
        let double = try TestDouble()
        for number in 0..<5_000 {
            #expect(try double.send(.get("/t/x\(number)/nothing")).status == .notFound)
        }
        #expect(try ControlClient(double).get("/orgs").text == #"{"orgs":[]}"#)
    }

    @Test func `there are as many orgs as the fixture allows, and the refusal says so`() throws {
        let double = try TestDouble(builtInAnd: "{mock: {limits: {tenants: 2}}}")
        let control = ControlClient(double)
        for name in ["a", "b"] { #expect(try control.put("/orgs/\(name)").status == 201) }
        let refused = Answer(try double.send(.get("/t/c/oauth2/default/v1/keys")))
        #expect(refused.status == 503)
        #expect(refused.error == "limit_reached")
        #expect(refused.string("message").contains("2 isolated orgs, as many as mock.limits.tenants allows"))
        #expect(try control.put("/orgs/c").status == 503)
        // One of that name can be made anew, and one that was removed makes room.
        #expect(try control.put("/orgs/a").status == 201)
        #expect(try control.delete("/orgs/a").status == 204)
        #expect(try control.put("/orgs/c").status == 201)
    }

    @Test func `an org that is refused leaves nothing in the store`() throws {
        let stores = FailingStores(kind: .sqlite)
        let fixtures = [try TestOrganization.builtIn(), "{mock: {limits: {tenants: 1}}}"]
        let control = ControlClient(try TestDouble(fixtures, store: stores))
        let fixture: JSON = ["users": [["profile": ["login": "only@example.com"]]]]
        #expect(try control.put("/orgs/a", fixture).status == 201)
        #expect(try control.put("/orgs/b", fixture).status == 503)
        #expect(stores.names == ["main", "tenant:a"])
    }

    private static let document = "/oauth2/default/.well-known/openid-configuration"

    @Test func `public documents of invented names take no place from orgs with state`() throws {
        let double = try TestDouble(builtInAnd: "{mock: {limits: {tenants: 3}}}")
        let kept = OAuthClient(double, prefix: "/t/kept")
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        let token = try kept.token(form, basic: ("service-app", "service-secret")).string("access_token")
        _ = try ControlClient(double, prefix: "/t/steered").get("/clock")
        for number in 0..<50 {
            for path in [Self.document, "/oauth2/default/v1/keys"] {
                #expect(try double.send(.get("/t/x\(number)" + path)).status == .ok)
            }
        }
        let names = try ControlClient(double).get("/orgs")["orgs"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == ["kept", "steered", "x49"])
        #expect(try kept.introspect(token, basic: ("service-app", "service-secret"))["active"] == true)
    }

    @Test func `of the orgs without state the one that was used last stays`() throws {
        let double = try TestDouble(builtInAnd: "{mock: {limits: {tenants: 2}}}")
        for name in ["a", "b", "a", "c"] { #expect(try double.send(.get("/t/\(name)" + Self.document)).status == .ok) }
        // A refused request leaves nothing that a client could miss.
        #expect(try OAuthClient(double, prefix: "/t/d").token([]).status == 401)
        let names = try ControlClient(double).get("/orgs")["orgs"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == ["c", "d"])
        // One that is made by name takes a place for good.
        #expect(try ControlClient(double).put("/orgs/made").status == 201)
        #expect(try ControlClient(double).put("/orgs/too").status == 201)
        #expect(try double.send(.get("/t/e" + Self.document)).status.rawValue == 503)
    }

    @Test func `orgs of the main org's fixtures follow a reload, others do not`() throws {
        let double = try TestDouble()
        let control = ControlClient(double)
        _ = try control.put("/orgs/follower")
        _ = try control.put("/orgs/own", ["apps": [["client_id": "own-app"]]])
        let changed = try TestOrganization.read([#"{"apps": [{"client_id": "new-app"}]}"#])
        #expect(try double.tenants.reload(changed) == ["follower"])
        let clients = try ["", "/t/follower", "/t/own"].map { prefix in
            try ControlClient(double, prefix: prefix).get("/fixtures")["apps"]?.array?.count
        }
        #expect(clients == [1, 1, 1])
        #expect(try ControlClient(double, prefix: "/t/follower").get("/fixtures").text.contains("new-app"))
        #expect(try ControlClient(double, prefix: "/t/own").get("/fixtures").text.contains("own-app"))
    }

    @Test(arguments: [("a.localhost", "b.localhost"), ("a.localhost", "mock.example"), ("mock.example", "a.localhost")])
    func `a token of one org is inactive at another, by host as by path`(issuing: String, asked: String) throws {
        let double = try TestDouble()
        func post(_ host: String, _ path: String, _ form: [(String, String)]) throws -> Answer {
            let basic = Base64.encode(Array("service-app:service-secret".utf8))
            var request = HTTPRequest(
                method: .post,
                path: "/oauth2/default/v1" + path,
                fields: ["Content-Type": "application/x-www-form-urlencoded", "Authorization": "Basic " + basic],
                body: Array(FormParameters(form).encoded.utf8)
            )
            request.authority = host
            request.hasBodyFraming = true
            return Answer(try double.sendAsIs(request))
        }
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        let token = try post(issuing, "/token", form).string("access_token")
        #expect(!token.isEmpty)
        // Twice, for the second answer may come from a cache.
        for _ in 0..<2 {
            #expect(try post(issuing, "/introspect", [("token", token)])["active"] == true)
            #expect(try post(asked, "/introspect", [("token", token)])["active"] == false)
        }
    }

    @Test func `a pinned URL below localhost is the main org's`() throws {
        let urls = URLOptions(base: "http://okta.localhost:8080")
        let double = try TestDouble([TestOrganization.builtIn()], host: "okta.localhost:8080", urls: urls)
        let metadata = Answer(try double.send(.get("/oauth2/default/.well-known/openid-configuration")))
        #expect(metadata.string("issuer") == "http://okta.localhost:8080/oauth2/default")
        #expect(try ControlClient(double).get("/orgs").text == #"{"orgs":[]}"#)
    }
}
