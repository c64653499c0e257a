import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What holds for every endpoint of the Management API.
@Suite struct CommonRulesTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
    }

    @Test(.rule("management.error-body")) func `an error has Okta's five members in Okta's order`() throws {
        let answer = try client.get("/authorizationServers/aus00000000000000000")
        #expect(answer.status == 404)
        let id = answer.string("errorId")
        #expect(id.count == 25 && id.hasPrefix("oae"))
        let expected: JSON = [
            "errorCode": "E0000007",
            "errorSummary": "Not found: Resource not found: aus00000000000000000 (AuthorizationServer)",
            "errorLink": "E0000007", "errorId": .string(id), "errorCauses": [],
        ]
        #expect(answer.json == expected)
    }

    @Test(.rule("management.malformed-body"), arguments: ["{", "[]", "7", #"{"name": 7, "audiences": ["a"]}"#, ""])
    func `a body that is no such object: 400 E0000003`(text: String) throws {
        let answer = try client.send(.post, "/authorizationServers", text: Array(text.utf8))
        #expect(answer.status == 400)
        #expect(answer.string("errorCode") == "E0000003")
        #expect(try client.get("/authorizationServers").json.array?.count == 2)
    }

    @Test(.rule("management.validation")) func `a member that is missing: 400 E0000001 with its cause`() throws {
        let answer = try client.post("/authorizationServers", ["audiences": ["api://a"]])
        #expect(answer.status == 400)
        #expect(answer.string("errorSummary") == "Api validation failed: name")
        let causes: JSON = [["errorSummary": "name: The field cannot be left blank"]]
        #expect(answer["errorCauses"] == causes)
    }

    @Test(.rule("management.method")) func `another method: 405 E0000022`() throws {
        let answer = try client.send(.patch, "/authorizationServers/default")
        #expect(answer.status == 405)
        #expect(answer.string("errorCode") == "E0000022")
        #expect(answer.field("Allow")?.contains("PUT") == true)
    }

    @Test(.rule("management.headers")) func `answers carry an id of the request and the state of a rate limit`() throws
    {
        let answer = try client.get("/authorizationServers")
        #expect(answer.field("x-okta-request-id")?.count == 32)
        #expect(answer.field("X-Rate-Limit-Limit") != nil)
        #expect(answer.field("Cache-Control") == "no-cache, no-store")
    }

    @Test(
        .rule("management.accept"),
        arguments: [
            ("text/html", 400), ("image/png, text/plain", 400), ("*/*", 200),
            ("text/html, application/json;q=0.1", 200),
        ]
    )
    func `a caller that takes no JSON: 400 E0000019`(accept: String, status: Int) throws {
        let fields: HTTPFields = ["Authorization": "SSWS mock-api-token", "Accept": accept]
        let answer = Answer(try double.send(HTTPRequest(method: .get, path: "/api/v1/users", fields: fields)))
        #expect(answer.status == status)
        if status == 400 { #expect(answer.string("errorCode") == "E0000019") }
    }

    @Test(.rule("management.paging")) func `pages follow one another by two Link lines`() throws {
        for name in ["a", "b", "c"] {
            let body: JSON = ["name": .string(name), "audiences": ["api://x"]]
            #expect(try client.post("/authorizationServers", body).status == 201)
        }
        var (names, path): ([String], String?) = ([], "/authorizationServers?limit=2")
        while let next = path {
            let answer = try client.get(next)
            names += answer.json.array?.compactMap { $0["name"]?.string } ?? []
            let links = answer.response.fields.values(of: "Link")
            #expect(links.first?.hasSuffix(#"limit=2>; rel="self""#) == true)
            path = links.dropFirst().first.flatMap { link in
                #expect(link.hasSuffix(#"; rel="next""#))
                let url = link.dropFirst().prefix { $0 != ">" }
                return String(url.dropFirst("http://mock.example/api/v1".count))
            }
        }
        #expect(names == ["default", "short", "a", "b", "c"])
    }

    @Test(.rule("management.paging")) func `a page has at most the rows that Okta allows, however many are asked for`()
        throws
    {
        for number in 0...200 {
            let body: JSON = [
                "name": .string("o\(number)"), "origin": .string("https://o\(number).example.com"),
                "scopes": [["type": "CORS"]],
            ]
            #expect(try client.post("/trustedOrigins", body).status == 200)
        }
        let page = try client.get("/trustedOrigins?limit=1000")
        #expect(page.json.array?.count == 200)
        #expect(page.response.fields.values(of: "Link").count == 2)
    }

    @Test func `a search ignores the case of what is asked for and of what is found`() throws {
        #expect(try client.post("/authorizationServers", ["name": "Orders", "audiences": ["api://o"]]).status == 201)
        for text in ["Orders", "ORD", "rder"] {
            let names = try client.get("/authorizationServers?q=\(text)").json.array?.compactMap { $0["name"]?.string }
            #expect(names == ["Orders"], "\(text)")
        }
    }

    @Test(.rule("management.cursor")) func `a cursor that names nothing: 400 E0000029`() throws {
        let answer = try client.get("/authorizationServers?after=aus00000000000000000")
        #expect(answer.status == 400)
        #expect(answer.string("errorSummary") == "Invalid paging request.")
        let causes: JSON = [["errorSummary": "Invalid cursor."]]
        #expect(answer["errorCauses"] == causes)
    }

    @Test func `what the API changes is in the fixtures, and a reset takes it back`() throws {
        let body: JSON = ["name": "Orders", "audiences": ["api://orders"]]
        let id = try client.post("/authorizationServers", body).string("id")
        let control = ControlClient(double)
        let servers = try control.get("/fixtures")["authorizationServers"]?.array ?? []
        #expect(servers.contains { $0["id"]?.string == id })
        let discovery = "/oauth2/\(id)/.well-known/openid-configuration"
        #expect(try double.send(.get(discovery)).status == .ok)
        _ = try control.post("/reset")
        #expect(try double.send(.get(discovery)).status == .notFound)
        #expect(try client.get("/authorizationServers/\(id)").status == 404)
    }

    @Test func `ids come from the seed`() throws {
        let body: JSON = ["name": "Orders", "audiences": ["api://orders"]]
        let ids = try (0..<2).map { _ in
            try ManagementClient(TestDouble(builtInAnd: "{}")).post("/authorizationServers", body).string("id")
        }
        #expect(ids[0] == ids[1] && ids[0].hasPrefix("aus") && ids[0].count == 20)
    }
}
