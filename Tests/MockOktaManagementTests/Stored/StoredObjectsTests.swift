import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Hooks, network zones, log streams and identity providers: stored and returned.
@Suite struct StoredObjectsTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
    }

    private struct Kind: CustomTestStringConvertible {
        let path: String
        let prefix: String
        let body: JSON
        let members: [String]
        let links: Set<String>
        var testDescription: String { path }
    }

    private static let channel: JSON = [
        "type": "HTTP", "version": "1.0.0",
        "config": [
            "uri": "https://hooks.example/x",
            "authScheme": ["type": "HEADER", "key": "Authorization", "value": "hidden-1"],
        ],
    ]

    private static let kinds: [Kind] = [
        Kind(
            path: "/inlineHooks",
            prefix: "cal",
            body: ["name": "n", "type": "com.okta.oauth2.tokens.transform", "version": "1.0.0", "channel": channel],
            members: [
                "id", "status", "name", "type", "version", "channel", "created", "lastUpdated", "_links",
            ],
            links: ["self", "execute", "deactivate"]
        ),
        Kind(
            path: "/eventHooks",
            prefix: "who",
            body: [
                "name": "n", "events": ["type": "EVENT_TYPE", "items": ["user.lifecycle.create"]], "channel": channel,
            ],
            members: [
                "id", "status", "verificationStatus", "name", "description", "created", "createdBy", "lastUpdated",
                "events", "channel", "_links",
            ],
            links: ["self", "verify", "deactivate"]
        ),
        Kind(
            path: "/zones",
            prefix: "nzo",
            body: ["name": "n", "type": "IP", "gateways": [["type": "CIDR", "value": "192.0.2.0/24"]]],
            members: [
                "type", "id", "name", "status", "usage", "created", "lastUpdated", "system", "gateways", "proxies",
                "_links",
            ],
            links: ["self", "deactivate"]
        ),
        Kind(
            path: "/logStreams",
            prefix: "0oa",
            body: [
                "name": "n", "type": "splunk_cloud_logstreaming",
                "settings": ["edition": "aws", "host": "acme.splunkcloud.com", "token": "hidden-2"],
            ],
            members: ["id", "type", "name", "lastUpdated", "created", "status", "settings", "_links"],
            links: ["self", "deactivate"]
        ),
        Kind(
            path: "/idps",
            prefix: "0oa",
            body: [
                "name": "n", "type": "GOOGLE",
                "protocol": ["type": "OIDC", "credentials": ["client": ["client_id": "c", "client_secret": "s3"]]],
                "policy": ["accountLink": ["action": "AUTO"]],
            ],
            members: ["id", "type", "name", "status", "created", "lastUpdated", "protocol", "policy", "_links"],
            links: ["self", "users", "deactivate"]
        ),
    ]

    @Test(.rule("management.stored"), arguments: kinds)
    private func `an object is created, read, listed, replaced, deactivated and deleted`(kind: Kind) throws {
        let made = try client.post(kind.path, kind.body)
        #expect(made.status == 200, "\(made)")
        #expect(made.json.object?.keys == kind.members)
        #expect(made["status"] == "ACTIVE" && made.string("id").hasPrefix(kind.prefix))
        #expect(Set(made["_links"]?.object?.keys ?? []) == kind.links)
        #expect(!made.json.text.contains("hidden-"), "\(made)")
        let path = "\(kind.path)/\(made.string("id"))"
        #expect(try client.get(path).json == made.json)
        #expect(try client.get(kind.path).json == [made.json])
        #expect(try client.get(kind.path + "?type=other").json == [])
        var renamed = kind.body.object ?? [:]
        renamed["name"] = "other"
        let replaced = try client.put(path, .object(renamed))
        #expect(replaced.status == 200 && replaced["name"] == "other" && replaced["created"] == made["created"])
        #expect(replaced.json.object?.keys == kind.members)
        let inactive = try client.post(path + "/lifecycle/deactivate")
        #expect(inactive.status == 200 && inactive["status"] == "INACTIVE")
        #expect(inactive["_links"]?["activate"] != nil && inactive["_links"]?["deactivate"] == nil)
        #expect(try client.post(path + "/lifecycle/activate")["status"] == "ACTIVE")
        _ = try client.post(path + "/lifecycle/deactivate")
        #expect(try client.delete(path).status == 204)
        #expect(try client.get(path).string("errorCode") == "E0000007")
        #expect(try client.get(kind.path).json == [])
    }

    @Test(.rule("management.stored"), arguments: kinds)
    private func `a name in use, a missing or a wrong member is refused`(kind: Kind) throws {
        #expect(try client.post(kind.path, kind.body).status == 200)
        let twice = try client.post(kind.path, kind.body)
        #expect(twice.status == 400 && twice.string("errorSummary") == "Api validation failed: name")
        for (name, value) in [("name", JSON.null), ("name", 7), ("type", ["x"])] where kind.body[name] != nil {
            var body = kind.body.object ?? [:]
            body[name] = value
            #expect(try client.post(kind.path, .object(body)).status == 400, "\(name)")
        }
    }

    @Test(.rule("management.stored")) func `an event hook is verified without a request`() throws {
        let made = try client.post("/eventHooks", Self.kinds[1].body)
        #expect(made["verificationStatus"] == "UNVERIFIED" && made["description"] == .null)
        let verified = try client.post("/eventHooks/\(made.string("id"))/lifecycle/verify")
        #expect(verified.status == 200 && verified["verificationStatus"] == "VERIFIED")
        #expect(try client.get("/eventHooks").json.array?.first?["verificationStatus"] == "VERIFIED")
    }

    @Test(.rule("management.stored"), arguments: kinds)
    private func `what is created is in the fixture, without secrets only for others, and a reset removes it`(
        kind: Kind
    ) throws {
        let made = try client.post(kind.path, kind.body)
        let control = ControlClient(double)
        let name = String(kind.path.dropFirst())
        let own = try control.get("/fixtures?secrets=true")[name]?.array?.first
        #expect(own?["id"] == made["id"])
        let shared = try control.get("/fixtures")[name]?.array?.first
        #expect(shared?["id"] == made["id"])
        for secret in ["hidden-1", "hidden-2", "s3"] where kind.body.text.contains("\"\(secret)\"") {
            #expect(own?.text.contains(secret) == true && shared?.text.contains(secret) == false)
        }
        #expect(try control.post("/reset").status == 204)
        #expect(try client.get(kind.path).json == [])
    }

    @Test(.rule("management.stored")) func `objects of a fixture are served, with ids derived from their names`() throws
    {
        let double = try TestDouble(
            builtInAnd: """
                {"zones": [{"name": "office", "type": "IP"}, {"name": "old", "type": "IP", "status": "INACTIVE"}],
                "inlineHooks": [{"id": "cal1", "name": "hook"}]}
                """
        )
        let client = ManagementClient(double)
        let zones = try client.get("/zones").json.array ?? []
        #expect(zones.map { $0["name"] } == ["office", "old"] && zones.map { $0["status"] } == ["ACTIVE", "INACTIVE"])
        #expect(zones.allSatisfy { $0["id"]?.string?.count == 20 && $0["proxies"] == .null && $0["system"] == false })
        #expect(try client.get("/zones?limit=1").json.array?.count == 1)
        let hook = try client.get("/inlineHooks/cal1")
        #expect(hook["status"] == "ACTIVE" && hook["channel"]?["config"]?["method"] == "POST")
    }
}

extension JSON {
    fileprivate var text: String { String(decoding: serialized(), as: UTF8.self) }
}
