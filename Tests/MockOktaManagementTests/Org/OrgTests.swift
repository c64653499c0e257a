import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The org itself, its trusted origins and sign-on policies.
@Suite struct OrgTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
    }

    @Test(.rule("management.org")) func `the org tells everybody that it is an Identity Engine org`() throws {
        let answer = Answer(try double.send(.get("/.well-known/okta-organization")))
        #expect(answer.status == 200)
        #expect(answer.json.object?.keys == ["id", "cell", "_links", "pipeline", "settings"])
        #expect(answer["pipeline"] == "idx")
        #expect(answer["_links"]?["organization"]?["href"] == "http://mock.example")
        #expect(try client.get("/org")["id"] == answer["id"])
    }

    @Test(.rule("management.org.threat-protection"), arguments: [true, false])
    func `apps have a Universal Logout where the org has Identity Threat Protection`(hasIt: Bool) throws {
        let double = try TestDouble(builtInAnd: "{\"org\": {\"settings\": {\"itpEnabled\": \(hasIt)}}}")
        let org = Answer(try double.send(.get("/.well-known/okta-organization")))
        #expect(org["settings"]?["itpEnabled"] == .bool(hasIt))
        let apps = try ManagementClient(double).get("/apps").json.array ?? []
        #expect(!apps.isEmpty)
        for app in apps { #expect((app["universalLogout"]?["status"] == "DISABLED") == hasIt) }
        for app in apps where !hasIt { #expect(app["universalLogout"] == .null) }
    }

    @Test(
        .rule("management.origin"),
        arguments: [
            "http://evil.example\r\nX: y", "http://u@evil.example", "http://evil.example; script-src *", "http://*",
            "http://evil.example/", "http://evil.example:", "http://evil.example:x", "http://[::1", "evil.example", "*",
        ]
    )
    func `an origin is a scheme and a host`(origin: String) throws {
        let answer = try client.post("/trustedOrigins", ["name": "x", "origin": .string(origin)])
        #expect(answer.status == 400)
        #expect(answer.string("errorSummary") == "Api validation failed: origin")
    }

    @Test(arguments: ["http://a.example:8080", "https://[::1]:3000", "custom-app://host"])
    func `a port, an address and another scheme are allowed`(origin: String) throws {
        #expect(try client.post("/trustedOrigins", ["name": "x", "origin": .string(origin)]).status == 200)
    }

    @Test(.rule("management.origin")) func `a trusted origin acts as soon as it is made`() throws {
        let body: JSON = ["name": "shop", "origin": "https://shop.example", "scopes": [["type": "CORS"]]]
        let made = try client.post("/trustedOrigins", body)
        #expect(made.status == 200)
        let members = [
            "id", "name", "origin", "scopes", "status", "created", "createdBy", "lastUpdated", "lastUpdatedBy",
            "_links",
        ]
        #expect(made.json.object?.keys == members)
        func allowed() throws -> String? {
            let fields: HTTPFields = ["Origin": "https://shop.example", "Authorization": "SSWS mock-api-token"]
            let request = HTTPRequest(method: .get, path: "/api/v1/trustedOrigins", fields: fields)
            return Answer(try double.send(request)).field("Access-Control-Allow-Origin")
        }
        #expect(try allowed() == "https://shop.example")
        let path = "/trustedOrigins/\(made.string("id"))"
        let deactivated = try client.post(path + "/lifecycle/deactivate")
        #expect(deactivated.status == 200 && deactivated["status"] == "INACTIVE")
        #expect(deactivated["_links"]?.object?.keys == ["activate", "self"])
        #expect(try allowed() == nil)
        #expect(try client.post("/trustedOrigins", body).status == 400)
        #expect(try client.delete(path).status == 204)
        #expect(try client.get(path).string("errorSummary").hasSuffix("(TrustedOrigin)"))
    }

    @Test(.rule("management.policies")) func `sign-on policies are listed by type, one of them the system's`() throws {
        let policies = try client.get("/policies?type=ACCESS_POLICY").json.array ?? []
        #expect(policies.filter { $0["system"] == true }.map { $0["name"] } == ["Any two factors"])
        #expect(policies.allSatisfy { $0["_embedded"] == ["resourceType": "APP"] && $0["conditions"] == .null })
        let id = policies.first?["id"]?.string ?? ""
        #expect(try client.get("/policies/\(id)")["name"] == policies.first?["name"])
        #expect(try client.get("/policies").status == 400)
    }
}
