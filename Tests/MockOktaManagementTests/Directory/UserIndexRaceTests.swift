import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Searches while users change: the index of users follows each version of the org, and conflicting writes leave one
/// winner.
@Suite struct UserIndexRaceTests {
    private static let rounds = 6
    private static let writers = 4

    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        let users = (0..<Self.writers).map { number in
            #"{profile: {login: "r\#(number)@example.com", firstName: "R", lastName: "X", department: "none"}}"#
        }
        double = try TestDouble(builtInAnd: "{users: [\(users.joined(separator: ", "))]}", .socket)
        client = ManagementClient(double)
    }

    private static func request(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) -> HTTPRequest {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        var fields: HTTPFields = ["Authorization": "SSWS mock-api-token"]
        if body != nil { fields["Content-Type"] = "application/json" }
        return HTTPRequest(
            method: method,
            path: "/api/v1" + parts[0],
            query: parts.count > 1 ? parts[1] : nil,
            fields: fields,
            body: body?.serialized() ?? []
        )
    }

    private static func search(_ attribute: String, _ value: String) -> String {
        "/users?search=profile.\(attribute)%20eq%20%22\(value)%22"
    }

    private static func logins(_ answer: Answer) -> [String] {
        (answer.json.array ?? []).compactMap { $0["profile"]?["login"]?.string }
    }

    @Test(.rule("management.conflicts"))
    func `of two writes of one attribute one remains, and the index has that one`() throws {
        for round in 0..<Self.rounds {
            var requests: [HTTPRequest] = []
            for writer in 0..<Self.writers {
                for side in ["a", "b"] {
                    let body: JSON = ["profile": ["department": .string("d\(round)\(side)")]]
                    requests.append(Self.request(.post, "/users/r\(writer)@example.com", body))
                    requests.append(Self.request(.get, Self.search("department", "d\(round)\(side)")))
                }
            }
            let answers = try RequestBurst.fire(requests, at: double)
            #expect(answers.allSatisfy { $0.status == 200 })
            // A search during the writes finds no user whose answer has another value.
            for answer in answers {
                let departments = (answer.json.array ?? []).compactMap { $0["profile"]?["department"]?.string }
                #expect(Set(departments).count <= 1)
            }
            for writer in 0..<Self.writers {
                let login = "r\(writer)@example.com"
                let winner = try client.get("/users/\(login)")["profile"]?["department"]?.string ?? ""
                #expect(["d\(round)a", "d\(round)b"].contains(winner))
                for side in ["a", "b"] {
                    let found = Self.logins(try client.get(Self.search("department", "d\(round)\(side)")))
                    #expect(found.contains(login) == (winner == "d\(round)\(side)"))
                }
            }
        }
    }

    @Test(.rule("management.conflicts")) func `of users who want one login one gets it`() throws {
        for round in 0..<Self.rounds {
            let login = "winner\(round)@example.com"
            let requests = (0..<Self.writers).flatMap { writer -> [HTTPRequest] in
                let former = round == 0 ? "r\(writer)@example.com" : "r\(writer)-\(round - 1)@example.com"
                return [
                    Self.request(.post, "/users/\(former)", ["profile": ["login": .string(login)]]),
                    Self.request(.get, Self.search("login", login)),
                ]
            }
            let answers = try RequestBurst.fire(requests, at: double)
            let writes = answers.indices.filter { $0 % 2 == 0 }
            #expect(writes.count { answers[$0].status == 200 } == 1)
            #expect(writes.count { answers[$0].string("errorCode") == "E0000001" } == Self.writers - 1)
            #expect(Self.logins(try client.get(Self.search("login", login))) == [login])
            // All get a login of their own for the next round.
            for writer in 0..<Self.writers {
                let former = round == 0 ? "r\(writer)@example.com" : "r\(writer)-\(round - 1)@example.com"
                let isWinner = answers[writer * 2].status == 200
                let next = JSON.string("r\(writer)-\(round)@example.com")
                let path = "/users/\(isWinner ? login : former)"
                #expect(try client.post(path, ["profile": ["login": next]]).status == 200)
            }
        }
    }
}
