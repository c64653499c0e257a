import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Owners of groups, and administrator roles of users and groups.
@Suite struct AdministratorsTests {
    private let double: TestDouble
    private let client: ManagementClient
    private let group: String
    private let alice: String

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
        group = try client.post("/groups", ["profile": ["name": "Pilots"]]).string("id")
        alice = try client.get("/users/alice@example.com").string("id")
    }

    @Test(.rule("management.group.owners")) func `users and groups own a group`() throws {
        let path = "/groups/\(group)/owners"
        #expect(try client.get(path).json == [])
        let owner = try client.post(path, ["id": .string(alice), "type": "USER"])
        #expect(owner.status == 201)
        let members = ["id", "type", "resolved", "originId", "originType", "displayName", "lastUpdated"]
        #expect(owner.json.object?.keys == members)
        #expect(owner["displayName"] == "Alice Adams" && owner["resolved"] == true && owner["originId"] == .null)
        #expect(owner["originType"] == "OKTA_DIRECTORY")
        let other = try client.post("/groups", ["profile": ["name": "Leads"]]).string("id")
        #expect(try client.post(path, ["id": .string(other), "type": "GROUP"])["displayName"] == "Leads")
        #expect(try client.get(path).json.array?.map { $0["id"] } == [.string(alice), .string(other)])
        #expect(try client.get("/groups/\(group)")["owners"] == nil)
        // A replaced group keeps them.
        #expect(try client.put("/groups/\(group)", ["profile": ["name": "Flyers"]]).status == 200)
        #expect(try client.delete("\(path)/\(alice)").status == 204)
        #expect(try client.get(path).json.array?.map { $0["id"] } == [.string(other)])
    }

    @Test(
        .rule("management.group.owners"),
        arguments: [
            (["id": "00uNobody", "type": "USER"], 404), (["id": "alice", "type": "ROBOT"], 400),
            (["type": "USER"], 400),
            (["id": "", "type": "GROUP"], 400), (["id": "00gNone", "type": "GROUP"], 404),
        ] as [(JSON, Int)]
    )
    func `an owner that does not exist or is of no type is refused`(body: JSON, status: Int) throws {
        #expect(try client.post("/groups/\(group)/owners", body).status == status)
        #expect(try client.get("/groups/\(group)/owners").json == [])
        #expect(try client.delete("/groups/\(group)/owners/\(alice)").status == 404)
    }

    @Test(.rule("management.roles"), arguments: ["users", "groups"])
    func `standard roles are assigned and taken away`(kind: String) throws {
        let id = kind == "users" ? alice : group
        let path = "/\(kind)/\(id)/roles"
        #expect(try client.get(path).json == [])
        let role = try client.post(path, ["type": "ORG_ADMIN"])
        #expect(role.status == 201)
        let members = ["id", "label", "type", "status", "created", "lastUpdated", "assignmentType", "_links"]
        #expect(role.json.object?.keys == members)
        #expect(role["label"] == "Organization Administrator" && role["status"] == "ACTIVE")
        #expect(role["assignmentType"] == (kind == "users" ? "USER" : "GROUP"))
        #expect(role["_links"]?["assignee"]?["href"] == .string("http://mock.example/api/v1/\(kind)/\(id)"))
        #expect(try client.get(path).json == [role.json])
        #expect(try client.get("\(path)/\(role.string("id"))").json == role.json)
        let twice = try client.post(path, ["type": "ORG_ADMIN"])
        #expect(twice.status == 409 && twice.string("errorCode") == "E0000090")
        #expect(try client.post(path, ["type": "KING"]).status == 400)
        #expect(try client.get("/\(kind)/\(id)")["roles"] == nil)
        #expect(try client.delete("\(path)/\(role.string("id"))").status == 204)
        #expect(try client.delete("\(path)/\(role.string("id"))").status == 404)
        #expect(try client.get(path).json == [])
    }
}
