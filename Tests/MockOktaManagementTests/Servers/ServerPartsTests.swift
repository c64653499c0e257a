import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Scopes, claims, policies and rules of an authorization server, and what tokens are like after each change.
@Suite struct ServerPartsTests {
    private let double: TestDouble
    private let client: ManagementClient
    private let server: String

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
        let answer = try client.post("/authorizationServers", ["name": "Orders", "audiences": ["api://orders"]])
        server = "/authorizationServers/\(answer.string("id"))"
    }

    private func text(_ json: JSON?) -> String { json.map { String(decoding: $0.serialized(), as: UTF8.self) } ?? "" }

    @Test(.rule("management.scope.object")) func `a scope has Okta's members in Okta's order`() throws {
        let answer = try client.post(server + "/scopes", ["name": "orders:read", "displayName": ""])
        #expect(answer.status == 201)
        let id = answer.string("id")
        #expect(id.hasPrefix("scp"))
        #expect(
            answer.text == """
                {"id":"\(id)","name":"orders:read","displayName":"","description":null,"system":false,\
                "metadataPublish":"NO_CLIENTS","consent":"IMPLICIT","optional":false,"apiResourceId":null,\
                "default":false,"_links":{"self":{"href":"http://mock.example/api/v1\(server)/scopes/\(id)",\
                "hints":{"allow":["GET","PUT","DELETE"]}}}}
                """
        )
        let names = try client.get(server + "/scopes").json.array?.map { $0["name"]?.string ?? "" }
        let reserved = ["openid", "profile", "email", "address", "phone", "offline_access", "device_sso"]
        #expect(names == ["orders:read"] + reserved)
    }

    @Test(.rule("management.scope.name"), arguments: ["okta.users.read", "okta:x", "*", "a b", #"a"b"#, "openid"])
    func `a scope's name is free, printable and not Okta's`(name: String) throws {
        let answer = try client.post(server + "/scopes", ["name": .string(name)])
        #expect(answer.status == 400)
        #expect(answer.string("errorCode") == "E0000001")
    }

    @Test(.rule("management.claim.object")) func `a claim has Okta's members in Okta's order`() throws {
        let body: JSON = [
            "name": "team", "valueType": "GROUPS", "value": "Adm", "group_filter_type": "STARTS_WITH",
            "claimType": "RESOURCE", "conditions": [:],
        ]
        let answer = try client.post(server + "/claims", body)
        let id = answer.string("id")
        #expect(
            answer.text == """
                {"id":"\(id)","name":"team","status":"ACTIVE","claimType":"RESOURCE","valueType":"GROUPS",\
                "value":"Adm","conditions":{"scopes":[]},"system":false,"alwaysIncludeInToken":true,\
                "apiResourceId":null,"group_filter_type":"STARTS_WITH","_links":{"self":{\
                "href":"http://mock.example/api/v1\(server)/claims/\(id)","hints":{"allow":["GET","PUT","DELETE"]}}}}
                """
        )
        #expect(try client.get(server + "/claims").json.array?.count == 20)
        #expect(try client.delete("\(server)/claims/\(id)").status == 204)
        let gone = try client.get("\(server)/claims/\(id)")
        #expect(gone.string("errorSummary") == "Not found: Resource not found: \(id) (OAuth2Claim)")
    }

    @Test(.rule("management.claim.system")) func `a system claim can be changed, and not deleted`() throws {
        let claims = try client.get(server + "/claims").json.array ?? []
        let address = claims.first { $0["name"] == "address" }
        let path = "\(server)/claims/\(address?["id"]?.string ?? "")"
        let body: JSON = [
            "alwaysIncludeInToken": true, "claimType": "IDENTITY", "conditions": ["scopes": ["address"]],
            "name": "address", "status": "ACTIVE", "valueType": "SYSTEM",
        ]
        let answer = try client.put(path, body)
        #expect(answer["system"] == true && answer["alwaysIncludeInToken"] == true)
        #expect(try client.get(path).json == answer.json)
        #expect(try client.delete(path).status == 403)
    }

    @Test(.rule("management.policy.priority")) func `a policy at a priority moves the others`() throws {
        func create(_ name: String, _ priority: Int?) throws -> String {
            var body: JSONObject = ["name": .string(name), "description": "d", "type": "OAUTH_AUTHORIZATION_POLICY"]
            body["priority"] = priority.map { .integer($0) }
            let answer = try client.post(server + "/policies", .object(body))
            #expect(answer.status == 201, "\(answer)")
            return answer.string("id")
        }
        func order() throws -> [String] {
            try client.get(server + "/policies").json.array?.map {
                "\($0["priority"]?.integer ?? 0) \($0["name"]?.string ?? "")"
            } ?? []
        }
        _ = try create("a", nil)
        _ = try create("b", nil)
        let c = try create("c", 1)
        #expect(try order() == ["1 c", "2 a", "3 b"])
        let body: JSON = ["name": "c", "priority": 99]
        #expect(try client.put("\(server)/policies/\(c)", body)["priority"] == 3)
        #expect(try order() == ["1 a", "2 b", "3 c"])
        let policy = try client.get("\(server)/policies/\(c)")
        #expect(text(policy["conditions"]) == #"{"clients":{"include":[]}}"#)
        #expect(policy.json.object?.keys.last == "type")
    }

    @Test(.rule("management.policy.clients")) func `a policy lists its clients`() throws {
        let body: JSON = ["name": "Web", "conditions": ["clients": ["include": ["web-app"]]]]
        let policy = try client.post(server + "/policies", body).string("id")
        let clients = try client.get("\(server)/policies/\(policy)/clients").json.array ?? []
        #expect(clients.map { $0["client_id"] } == ["web-app"])
        #expect(clients.first?.object?.keys == ["client_id", "client_name", "client_uri", "logo_uri", "_links"])
        #expect(try client.get(server + "/policies/none/clients").string("errorSummary").hasSuffix("none (Policy)"))
    }

    @Test(.rule("management.rule.object")) func `a rule has Okta's members, whatever was left out`() throws {
        let policy = try client.post(server + "/policies", ["name": "p"]).string("id")
        let body: JSON = [
            "name": "r", "conditions": ["grantTypes": ["include": ["client_credentials"]], "scopes": [:]],
            "actions": ["token": ["inlineHook": .null]],
        ]
        let answer = try client.post("\(server)/policies/\(policy)/rules", body)
        #expect(answer.status == 201)
        #expect(
            text(answer["conditions"]) == """
                {"people":{"users":{"exclude":[]}},"grantTypes":{"include":["client_credentials"]},\
                "scopes":{"include":[]}}
                """
        )
        #expect(
            text(answer["actions"]) == """
                {"token":{"accessTokenLifetimeMinutes":60,"refreshTokenLifetimeMinutes":0,\
                "refreshTokenWindowMinutes":10080}}
                """
        )
    }

    @Test(.rule("management.rule.people")) func `a grant of users needs people`() throws {
        let policy = try client.post(server + "/policies", ["name": "p"]).string("id")
        let body: JSON = ["name": "r", "conditions": ["grantTypes": ["include": ["authorization_code"]]]]
        let answer = try client.post("\(server)/policies/\(policy)/rules", body)
        #expect(answer.string("errorSummary") == "Api validation failed: conditions.people")
        let cause = """
            conditions.people: At least one of ''conditions.people.users.include'' or \
            ''conditions.people.groups.include'' must contain a valid user or group when ''conditions.grantTypes'' \
            contains one or more of [authorization_code, implicit, password].
            """
        let causes: JSON = [["errorSummary": .string(cause)]]
        #expect(answer["errorCauses"] == causes)
    }

    @Test(.rule("management.rule.action-scopes")) func `scopes have no place among a rule's actions`() throws {
        let policy = try client.post(server + "/policies", ["name": "p"]).string("id")
        let body: JSON = ["name": "r", "actions": ["scopes": ["include": ["*"]]]]
        let answer = try client.post("\(server)/policies/\(policy)/rules", body)
        #expect(answer.string("errorSummary") == "Api validation failed: actions.scopes")
    }

    @Test func `a server that was made by the API gives tokens with the lifetime of its rule`() throws {
        _ = try client.post(server + "/scopes", ["name": "orders:read"])
        let policy: JSON = ["name": "all", "conditions": ["clients": ["include": ["ALL_CLIENTS"]]]]
        let id = try client.post(server + "/policies", policy).string("id")
        let rule: JSON = [
            "name": "services",
            "conditions": ["grantTypes": ["include": ["client_credentials"]], "scopes": ["include": ["orders:read"]]],
            "actions": ["token": ["accessTokenLifetimeMinutes": 5, "refreshTokenWindowMinutes": 10]],
        ]
        let name = String(server.split(separator: "/").last ?? "")
        let oauth = OAuthClient(double, server: name)
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        let service = ("service-app", "service-secret")
        #expect(try oauth.token(form, basic: service).error == "access_denied")
        let made = try client.post("\(server)/policies/\(id)/rules", rule)
        #expect(made.status == 201, "\(made)")
        #expect(try oauth.token(form, basic: service)["expires_in"] == 300)
        let path = "\(server)/policies/\(id)/rules/\(made.string("id"))"
        #expect(try client.post(path + "/lifecycle/deactivate").status == 204)
        #expect(try oauth.token(form, basic: service).error == "access_denied")
    }
}
