import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Conflicting changes by twenty connections at once.
@Suite struct ConflictRaceTests {
    private static let volume = 20

    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}", .socket)
        client = ManagementClient(double)
    }

    private func request(_ path: String, _ body: JSON, _ method: HTTPMethod = .post) -> HTTPRequest {
        HTTPRequest(
            method: method,
            path: "/api/v1" + path,
            fields: ["Authorization": "SSWS mock-api-token", "Content-Type": "application/json"],
            body: body.serialized()
        )
    }

    @Test(
        .rule("management.conflicts"),
        arguments: [
            ("/groups", ["profile": ["name": "Clerks"]]),
            ("/users", ["profile": ["login": "c@x.org", "email": "c@x.org", "firstName": "C", "lastName": "X"]]),
            ("/authorizationServers", ["name": "Orders", "audiences": ["api://o"]]),
            ("/authorizationServers/default/scopes", ["name": "orders:pay"]),
            ("/trustedOrigins", ["name": "o", "origin": "http://o.example.com"]),
        ] as [(String, JSON)]
    )
    func `one of many equal objects is made`(path: String, body: JSON) throws {
        let answers = try RequestBurst.fire(Array(repeating: request(path, body), count: Self.volume), at: double)
        #expect(answers.count { $0.status < 300 } == 1)
        #expect(answers.count { $0.status == 400 && $0.string("errorCode") == "E0000001" } == Self.volume - 1)
    }

    @Test(.rule("management.conflicts")) func `policies that want one priority get one each`() throws {
        let path = "/authorizationServers/default/policies"
        let requests = (0..<Self.volume).map { number -> HTTPRequest in
            let clients: JSON = ["clients": ["include": ["ALL_CLIENTS"]]]
            return request(path, ["name": .string("p\(number)"), "priority": 1, "conditions": clients])
        }
        let answers = try RequestBurst.fire(requests, at: double)
        #expect(answers.allSatisfy { $0.status == 201 })
        let priorities = try client.get(path).json.array?.compactMap { $0["priority"]?.integer }
        #expect(priorities == Array(1...Self.volume + 1))
    }

    @Test(.rule("management.conflicts")) func `users made at once are all there`() throws {
        let requests = (0..<Self.volume).map { number -> HTTPRequest in
            let login = JSON.string("n\(number)@x.org")
            return request(
                "/users",
                ["profile": ["login": login, "email": login, "firstName": "N", "lastName": "X"]]
            )
        }
        let answers = try RequestBurst.fire(requests, at: double)
        #expect(Set(answers.map { $0.string("id") }).count == Self.volume)
        #expect(try client.get("/users?q=n").json.array?.count == Self.volume)
    }

    @Test(.rule("management.conflicts")) func `an app that is replaced keeps the groups that are assigned meanwhile`()
        throws
    {
        let app = try client.get("/apps?q=oidc").json.array?.first { $0["label"] == "Web app" }
        let object = try #require(app?.object)
        let path = "/apps/\(object["id"]?.string ?? "")"
        var groups: [String] = []
        for number in 0..<Self.volume / 2 {
            groups.append(try client.post("/groups", ["profile": ["name": .string("g\(number)")]]).string("id"))
        }
        let requests = groups.flatMap { group -> [HTTPRequest] in
            var changed = object
            changed["label"] = .string("Web app of \(group)")
            return [request(path, .object(changed), .put), request("\(path)/groups/\(group)", [:], .put)]
        }
        let answers = try RequestBurst.fire(requests, at: double)
        #expect(answers.allSatisfy { $0.status == 200 })
        let assigned = try client.get(path + "/groups").json.array?.compactMap { $0["id"]?.string } ?? []
        #expect(Set(groups).subtracting(assigned) == [])
    }

    @Test(.rule("management.conflicts")) func `one old password is worth one new one`() throws {
        let requests = (0..<Self.volume).map { number in
            request(
                "/users/alice@example.com/credentials/change_password",
                ["oldPassword": ["value": "Alice-pw-1"], "newPassword": ["value": .string("Alice-pw-\(number + 2)")]]
            )
        }
        let answers = try RequestBurst.fire(requests, at: double)
        #expect(answers.count { $0.status == 200 } == 1)
        #expect(answers.count { $0.status == 403 && $0.string("errorCode") == "E0000014" } == Self.volume - 1)
    }
}
