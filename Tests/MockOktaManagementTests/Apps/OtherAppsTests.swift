import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Apps that are no OAuth clients: SAML, bookmarks, apps with passwords.
@Suite struct OtherAppsTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
    }

    private static let bookmark: JSON = [
        "name": "bookmark", "label": "Wiki", "signOnMode": "BOOKMARK",
        "settings": ["app": ["requestIntegration": false, "url": "https://wiki.example"]],
    ]

    private func user() throws -> String { try client.get("/users/alice@example.com").string("id") }

    @Test(.rule("management.app.other-assigned")) func `groups are assigned to an app of another sign-on mode`() throws
    {
        let app = try client.post("/apps", Self.bookmark).string("id")
        let group = try client.post("/groups", ["profile": ["name": "Readers"]]).string("id")
        #expect(try client.get("/apps/\(app)/groups").json == [])
        let set = try client.put("/apps/\(app)/groups/\(group)", [:])
        #expect(set.json.object?.keys == ["id", "lastUpdated", "priority", "profile", "_links"])
        #expect(try client.get("/apps/\(app)/groups").json.array?.map { $0["id"] } == [.string(group)])
        #expect(try client.get("/groups/\(group)/apps").json.array?.map { $0["label"] } == ["Wiki"])
        let filter = FormParameters([("filter", "group.id eq \"\(group)\"")]).encoded
        #expect(try client.get("/apps?\(filter)").json.array?.count == 1)
        #expect(try client.get("/apps/\(app)").json.object?.keys.contains("groupAssignments") == false)
        #expect(try client.put("/apps/\(app)", Self.bookmark).status == 200)
        #expect(try client.delete("/apps/\(app)/groups/\(group)").status == 204)
        #expect(try client.get("/apps/\(app)/groups/\(group)").status == 404)
    }

    @Test(.rule("management.app.other-assigned")) func `users are assigned to an app of another sign-on mode`() throws {
        let app = try client.post("/apps", Self.bookmark).string("id")
        let user = try user()
        let body: JSON = [
            "id": .string(user), "scope": "USER", "credentials": ["userName": "al"], "profile": ["team": "blue"],
        ]
        let set = try client.post("/apps/\(app)/users", body)
        #expect(set["credentials"]?["userName"] == "al" && set["profile"] == ["team": "blue"], "\(set)")
        #expect(try client.get("/apps/\(app)/users").json.array?.map { $0["scope"] } == ["USER"])
        let changed = try client.post("/apps/\(app)/users/\(user)", ["profile": ["team": "red"]])
        #expect(changed["profile"] == ["team": "red"] && changed["credentials"]?["userName"] == "al")
        #expect(try client.delete("/apps/\(app)/users/\(user)").status == 204)
        #expect(try client.get("/apps/\(app)/users/\(user)").status == 404)
    }

    @Test(.rule("management.app.other-assigned")) func `an export keeps the assignments`() throws {
        let app = try client.post("/apps", Self.bookmark).string("id")
        let user = try user()
        _ = try client.post("/apps/\(app)/users", ["id": .string(user)])
        let fixture = try ControlClient(double).get("/fixtures")
        let text = String(decoding: fixture.json.serialized(), as: UTF8.self)
        let again = ManagementClient(try TestDouble([text]))
        #expect(try again.get("/apps/\(app)/users/\(user)")["scope"] == "USER")
    }

    @Test(.rule("management.app.catalog-label")) func `an app of the catalog needs no label`() throws {
        func label(_ object: JSON) throws -> Answer { try client.post("/apps", object) }
        #expect(try label(["name": "bookmark", "signOnMode": "BOOKMARK"]).string("label") == "Bookmark App")
        #expect(try label(["name": "slack", "signOnMode": "SAML_2_0"]).string("label") == "slack")
        let own = try label(["signOnMode": "SAML_2_0"])
        #expect(own.status == 400 && own.string("errorCode") == "E0000001")
    }

    @Test(.rule("management.app.catalog-settings")) func `an app of the catalog has settings of its own`() throws {
        let body: JSON = ["name": "StrongDM", "label": "Databases", "signOnMode": "OPENID_CONNECT"]
        let made = try client.post("/apps", body)
        #expect(made["settings"]?["app"] == ["base_url": .null])
        let path = "/apps/\(made.string("id"))"
        var given = body.object ?? [:]
        given["settings"] = ["app": ["base_url": "https://db.example"]]
        #expect(try client.put(path, .object(given))["settings"]?["app"] == ["base_url": "https://db.example"])
        #expect(try client.get(path)["settings"]?["app"] == ["base_url": "https://db.example"])
        #expect(
            try client.post("/apps", Self.bookmark)["settings"]?["app"]?.object?.keys == ["requestIntegration", "url"]
        )
    }

    @Test(.rule("management.app.expand")) func `an app can embed the assignment of a user`() throws {
        let app = try client.post("/apps", Self.bookmark).string("id")
        let user = try user()
        let path = "/apps/\(app)?expand=user/\(user)"
        #expect(try client.get(path)["_embedded"] == nil)
        _ = try client.post("/apps/\(app)/users", ["id": .string(user)])
        #expect(try client.get(path)["_embedded"]?["user"]?["id"] == .string(user))
        let filter = FormParameters([("filter", "user.id eq \"\(user)\""), ("expand", "user/\(user)")]).encoded
        let listed = try client.get("/apps?\(filter)").json.array ?? []
        #expect(listed.map { $0["_embedded"]?["user"]?["scope"] } == ["USER"])
        let malformed = try client.get("/apps/\(app)?expand=users")
        #expect(malformed["errorCauses"] == [["errorSummary": "Expand query is malformed."]])
    }
}
