import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The org as a fixture: read, replaced, changed, and put back.
@Suite struct FixtureControlTests {
    @Test func `what is read makes the same org again`() throws {
        let control = ControlClient(try TestDouble())
        let fixture = try control.get("/fixtures?secrets=true").json
        #expect(try control.put("/fixtures", fixture).status == 200)
        #expect(try control.get("/fixtures?secrets=true").json == fixture)
    }

    @Test func `secrets are shown only when asked for`() throws {
        let control = ControlClient(try TestDouble())
        for secret in ["Alice-pw-1", "web-secret", "PRIVATE KEY"] {
            #expect(try !control.get("/fixtures").text.contains(secret))
            #expect(try control.get("/fixtures?secrets=true").text.contains(secret))
        }
    }

    @Test(arguments: TestDouble.Way.allCases)
    func `a patch changes by id, deletes, and a reset undoes it`(way: TestDouble.Way) throws {
        let double = try TestDouble(builtInAnd: "{}", way)
        let (control, client) = (ControlClient(double), OAuthClient(double))
        let form = [("grant_type", "password"), ("username", "carol"), ("password", "C-pw-1"), ("scope", "openid")]
        #expect(try client.token(form, basic: OAuthClient.web).error == "invalid_grant")
        let carol: JSON = [
            "users": [["profile": ["login": "carol"], "credentials": ["password": ["value": "C-pw-1"]]]]
        ]
        #expect(try control.send(.patch, "/fixtures", carol).status == 200)
        #expect(try client.token(form, basic: OAuthClient.web).status == 200)
        let users = try control.get("/fixtures")["users"]?.array ?? []
        #expect(users.count == 4)
        let id = try #require(users.first { $0["profile"]?["login"] == "carol" }?["id"])
        #expect(try control.send(.patch, "/fixtures", ["users": [["id": id, "$delete": true]]]).status == 200)
        #expect(try client.token(form, basic: OAuthClient.web).error == "invalid_grant")
        _ = try control.send(.patch, "/fixtures", carol)
        _ = try control.post("/reset")
        #expect(try client.token(form, basic: OAuthClient.web).error == "invalid_grant")
    }

    @Test func `problems are told by place, and the running org stays`() throws {
        let double = try TestDouble()
        let control = ControlClient(double)
        let answer = try control.put("/fixtures", ["usres": []])
        #expect(answer.status == 400)
        #expect(answer.error == "bad_fixture")
        let problem = try #require(answer["problems"]?.array?.first)
        #expect(problem.object?.keys == ["line", "column", "path", "message"])
        #expect(problem["line"] == 1)
        #expect(try control.get("/fixtures")["users"]?.array?.count == 3)
    }
}
