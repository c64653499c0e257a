import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// `/api/v1/authorizationServers`.
@Suite struct AuthorizationServersTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
    }

    private func create(_ changes: JSONObject = [:]) throws -> JSON {
        var body: JSONObject = ["name": "Orders", "audiences": ["api://orders"]]
        for member in changes.members { body[member.key] = member.value }
        let answer = try client.post("/authorizationServers", .object(body))
        #expect(answer.status == 201, "\(answer)")
        return answer.json
    }

    @Test(.rule("management.server.object")) func `a new server has Okta's members in Okta's order`() throws {
        let server = try create(["description": "of the shop", "issuerMode": "ORG_URL"])
        let id = server["id"]?.string ?? ""
        let api = "http://mock.example/api/v1/authorizationServers/\(id)"
        let expected = """
            {"id":"\(id)","name":"Orders","description":"of the shop","audiences":["api://orders"],\
            "issuer":"http://mock.example/oauth2/\(id)","issuerMode":"ORG_URL","status":"ACTIVE",\
            "created":"2026-01-01T00:00:00.000Z","lastUpdated":"2026-01-01T00:00:00.000Z",\
            "credentials":{"signing":{"kid":"\(server["credentials"]?["signing"]?["kid"]?.string ?? "")",\
            "rotationMode":"AUTO","lastRotated":"2026-01-01T00:00:00.000Z","nextRotation":"2026-04-01T00:00:00.000Z"}},\
            "default":false,"_links":{"rotateKey":{"href":"\(api)/credentials/lifecycle/keyRotate",\
            "hints":{"allow":["POST"]}},"metadata":[{"name":"oauth-authorization-server",\
            "href":"http://mock.example/oauth2/\(id)/.well-known/oauth-authorization-server",\
            "hints":{"allow":["GET"]}},{"name":"openid-configuration",\
            "href":"http://mock.example/oauth2/\(id)/.well-known/openid-configuration","hints":{"allow":["GET"]}}],\
            "keys":{"href":"\(api)/credentials/keys","hints":{"allow":["GET"]}},\
            "claims":{"href":"\(api)/claims","hints":{"allow":["GET","POST"]}},\
            "policies":{"href":"\(api)/policies","hints":{"allow":["GET","POST"]}},\
            "self":{"href":"\(api)","hints":{"allow":["GET","DELETE","PUT"]}},\
            "scopes":{"href":"\(api)/scopes","hints":{"allow":["GET","POST"]}},\
            "deactivate":{"href":"\(api)/lifecycle/deactivate","hints":{"allow":["POST"]}}}}
            """
        #expect(String(decoding: server.serialized(), as: UTF8.self) == expected)
        #expect(try client.get("/authorizationServers/\(id)").json == server)
        let keys = try client.get("/authorizationServers/\(id)/credentials/keys").json.array ?? []
        #expect(keys.map { $0["kid"] } == [server["credentials"]?["signing"]?["kid"]])
    }

    @Test(.rule("management.server.replace")) func `PUT replaces all that is not Okta's own`() throws {
        let id = try create(["description": "of the shop"])["id"]?.string ?? ""
        _ = try ControlClient(double).post("/clock/advance", ["by": "PT1H"])
        let body: JSON = [
            "id": "ignored", "name": "Parcels", "audiences": ["api://parcels"], "status": "INACTIVE",
            "credentials": ["signing": ["rotationMode": "MANUAL"]], "unheardOf": 1,
        ]
        let answer = try client.put("/authorizationServers/\(id)", body)
        #expect(answer.status == 200)
        #expect(answer["id"]?.string == id)
        #expect(answer["description"] == .null)
        #expect(answer["status"] == "ACTIVE")
        #expect(answer["unheardOf"] == nil)
        #expect(answer["created"] == "2026-01-01T00:00:00.000Z")
        #expect(answer["lastUpdated"] == "2026-01-01T01:00:00.000Z")
        #expect(answer["credentials"]?["signing"]?["nextRotation"] == nil)
    }

    @Test(.rule("management.server.delete-active")) func `an active server can be deleted`() throws {
        let id = try create()["id"]?.string ?? ""
        #expect(try client.delete("/authorizationServers/\(id)").status == 204)
        #expect(try client.get("/authorizationServers/\(id)").status == 404)
    }

    @Test(.rule("management.server.lifecycle")) func `an inactive server answers no client, and can be deleted`() throws
    {
        let id = try create()["id"]?.string ?? ""
        let discovery = "/oauth2/\(id)/.well-known/openid-configuration"
        #expect(try client.post("/authorizationServers/\(id)/lifecycle/deactivate").status == 204)
        #expect(try double.send(.get(discovery)).status == .notFound)
        let inactive = try client.get("/authorizationServers/\(id)")
        #expect(inactive["status"] == "INACTIVE")
        #expect(inactive["_links"]?["activate"] != nil && inactive["_links"]?["deactivate"] == nil)
        #expect(try client.post("/authorizationServers/\(id)/lifecycle/activate").status == 204)
        #expect(try double.send(.get(discovery)).status == .ok)
        #expect(try client.post("/authorizationServers/\(id)/lifecycle/deactivate").status == 204)
        let deleted = try client.delete("/authorizationServers/\(id)")
        #expect(deleted.status == 204 && deleted.text.isEmpty)
        #expect(try client.get("/authorizationServers/\(id)").status == 404)
    }

    @Test(.rule("management.server.default")) func `the built-in server is found by its word and by its id`() throws {
        let byWord = try client.get("/authorizationServers/default")
        let byID = try client.get("/authorizationServers/\(byWord.string("id"))")
        #expect(byWord.json == byID.json)
        #expect(byWord["default"] == true)
        let own = byWord["_links"]?["self"]?["href"]
        #expect(own == "http://mock.example/api/v1/authorizationServers/default")
        #expect(try client.delete("/authorizationServers/default").status == 403)
    }

    @Test(.rule("management.server.unique")) func `a name is taken once`() throws {
        _ = try create()
        let answer = try client.post("/authorizationServers", ["name": "Orders", "audiences": ["api://other"]])
        #expect(answer.status == 400)
        #expect(answer.string("errorCode") == "E0000001")
    }

    @Test(.rule("management.server.rotate")) func `a rotated key signs, and the former one is EXPIRED`() throws {
        let former = try client.get("/authorizationServers/default")["credentials"]?["signing"]?["kid"]
        let answer = try client.post("/authorizationServers/default/credentials/lifecycle/keyRotate", ["use": "sig"])
        #expect(answer.status == 200)
        #expect(answer.json.array?.map { $0["status"] } == ["ACTIVE", "EXPIRED"])
        #expect(answer.json.array?.last?["kid"] == former)
        let published = try Answer(double.send(.get("/oauth2/default/v1/keys")))["keys"]?.array?.map { $0["kid"] }
        #expect(published == answer.json.array?.map { $0["kid"] })
        let wrong = try client.post("/authorizationServers/default/credentials/lifecycle/keyRotate", ["use": "enc"])
        #expect(wrong.string("errorSummary") == "Api validation failed: rotateKeys")
    }

    @Test(.rule("management.server.associated")) func `servers can be associated`() throws {
        let (one, other) = (try create()["id"] ?? .null, try create(["name": "Parcels"])["id"] ?? .null)
        let path = "/authorizationServers/\(one.string ?? "")/associatedServers"
        let answer = try client.post(path, ["trusted": [other]])
        #expect(answer.json.array?.map { $0["id"] } == [other])
        #expect(answer.json.array?.first?["_links"] == .null)
        #expect(try client.get(path + "?trusted=true").json.array?.count == 1)
        #expect(try client.delete("\(path)/\(other.string ?? "")").status == 204)
        #expect(try client.get(path + "?trusted=true").json == [])
        #expect(try client.post(path, ["trusted": ["default"]]).json.array?.map { $0["name"] } == ["default"])
        #expect(try client.delete(path + "/default").status == 204)
        #expect(try client.get(path + "?trusted=true").json == [])
        #expect(try client.post(path, ["trusted": ["aus0"]]).status == 404)
    }
}
