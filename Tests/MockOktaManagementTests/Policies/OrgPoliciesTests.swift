import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Policies about signing in by `/api/v1/policies`.
@Suite struct OrgPoliciesTests {
    private let client: ManagementClient
    private let double: TestDouble

    init() throws {
        double = try TestDouble()
        client = ManagementClient(double)
    }

    private func names(_ type: String) throws -> [String] {
        (try client.get("/policies?type=\(type)").json.array ?? []).compactMap { $0["name"]?.string }
    }

    @Test(
        .rule("management.policies-builtin"),
        arguments: ["OKTA_SIGN_ON", "PASSWORD", "MFA_ENROLL", "PROFILE_ENROLLMENT"]
    )
    func `every org has a default policy with a rule`(type: String) throws {
        let policies = try client.get("/policies?type=\(type)").json.array ?? []
        #expect(policies.map { $0["name"] } == ["Default Policy"])
        #expect(policies.first?["system"] == true && policies.first?["type"] == .string(type))
        let id = policies.first?["id"]?.string ?? ""
        let rules = try client.get("/policies/\(id)/rules").json.array ?? []
        #expect(rules.map { $0["name"] } == ["Default Rule"])
        #expect(try client.delete("/policies/\(id)").status == 403)
    }

    @Test(.rule("management.policies-crud"))
    func `policies are created in order of priority, changed and deleted`() throws {
        func body(_ name: String, _ priority: Int) -> JSON {
            ["type": "OKTA_SIGN_ON", "name": .string(name), "priority": .integer(priority), "status": "ACTIVE"]
        }
        let first = try client.post("/policies", body("one", 1))
        #expect(first.status == 200)
        #expect(
            first.json.object?.keys
                == [
                    "id", "status", "name", "priority", "system", "conditions", "created", "lastUpdated", "_links",
                    "type",
                ]
        )
        #expect(first.string("id").hasPrefix("00p") && first["system"] == false)
        #expect(first["_links"]?.object?.keys.sorted() == ["deactivate", "rules", "self"])
        #expect(try client.post("/policies", body("two", 1)).status == 200)
        #expect(try names("OKTA_SIGN_ON") == ["two", "one", "Default Policy"])
        #expect(try client.post("/policies", body("two", 1)).string("errorCode") == "E0000001")
        #expect(try client.post("/policies", ["type": "NONE", "name": "x"]).status == 400)
        let path = "/policies/\(first.string("id"))"
        #expect(try client.put(path, body("uno", 1)).string("name") == "uno")
        #expect(try names("OKTA_SIGN_ON") == ["uno", "two", "Default Policy"])
        #expect(try client.post(path + "/lifecycle/deactivate").status == 204)
        #expect(try client.get(path)["_links"]?["activate"] != nil)
        #expect(try client.delete(path).status == 204)
        #expect(try client.get(path).string("errorSummary").hasSuffix("(Policy)"))
    }

    @Test(.rule("management.policy-rules"))
    func `rules are created before the system's and have an effect at once`() throws {
        let policies = try client.get("/policies?type=OKTA_SIGN_ON").json.array ?? []
        let path = "/policies/\(policies.first?["id"]?.string ?? "")/rules"
        let rule = try client.post(
            path,
            [
                "type": "SIGN_ON", "name": "no Alice", "conditions": ["people": ["users": ["exclude": []]]],
                "actions": ["signon": ["access": "DENY"]],
            ]
        )
        #expect(rule.status == 200 && rule["priority"] == 1 && rule["type"] == "SIGN_ON")
        #expect(
            rule.json.object?.keys
                == [
                    "id", "status", "name", "priority", "created", "lastUpdated", "system", "conditions", "actions",
                    "_links", "type",
                ]
        )
        let authn = AuthnClient(double)
        #expect(try authn.start("alice@example.com", "Alice-pw-1").status == 401)
        #expect(try client.get(path).json.array?.map { $0["name"] } == ["no Alice", "Default Rule"])
        let item = path + "/\(rule.string("id"))"
        #expect(try client.post(item + "/lifecycle/deactivate").status == 204)
        #expect(try authn.start("alice@example.com", "Alice-pw-1").string("status") == "SUCCESS")
        #expect(try client.delete(item).status == 204)
        #expect(try client.get(item).string("errorSummary").hasSuffix("(PolicyRule)"))
    }

    @Test func `a new policy of apps has a rule for everybody and can be assigned`() throws {
        let policy = try client.post("/policies", ["type": "ACCESS_POLICY", "name": "mine"])
        #expect(policy.string("id").hasPrefix("rst") && policy["_embedded"] == ["resourceType": "APP"])
        let path = "/policies/\(policy.string("id"))"
        #expect(try client.get(path + "/rules").json.array?.map { $0["name"] } == ["Catch-all Rule"])
        let app = try client.get("/apps").json.array?.first?["id"]?.string ?? ""
        #expect(try client.put("/apps/\(app)" + path).status == 204)
        #expect(try names("ACCESS_POLICY").contains("mine"))
    }

    @Test func `an export's system policy replaces the built-in one`() throws {
        let double = try TestDouble(
            builtInAnd:
                "{policies: [{type: 'ACCESS_POLICY', name: 'Any', system: true}, {type: 'PASSWORD', name: 'p'}]}"
        )
        let client = ManagementClient(double)
        let access = try client.get("/policies?type=ACCESS_POLICY").json.array ?? []
        #expect(access.filter { $0["system"] == true }.map { $0["name"] } == ["Any"])
        let password = try client.get("/policies?type=PASSWORD").json.array ?? []
        #expect(password.map { $0["name"] } == ["p", "Default Policy"])
    }

    /// A fixture may leave the name out; an empty one is refused.
    @Test func `a rule without a name is written without one`() throws {
        let fixture = """
            {policies: [{type: "OKTA_SIGN_ON", name: "Mine", rules: [{id: "0pr1", name: null}]}]}
            """
        let organization = try TestOrganization.read([fixture])
        let written = FixtureWriter(organization, withSecrets: true).fixture
        let text = String(decoding: JSON.object(written).serialized(), as: UTF8.self)
        #expect(!text.contains(#""name":"""#))
        #expect(throws: Never.self) { try TestOrganization.read([text]) }
    }
}
