import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// `/api/v1/apps`.
@Suite struct ApplicationsTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
    }

    private static let web: JSON = [
        "name": "oidc_client", "label": "Shop", "signOnMode": "OPENID_CONNECT",
        "settings": [
            "oauthClient": [
                "application_type": "web", "grant_types": ["authorization_code", "refresh_token"],
                "redirect_uris": ["http://localhost:3000/callback"], "response_types": ["code"],
                "refresh_token": ["rotation_type": "STATIC", "leeway": 0],
            ]
        ],
    ]

    private func create(_ body: JSON = web, query: String = "") throws -> Answer {
        let answer = try client.post("/apps" + query, body)
        #expect(answer.status == 200, "\(answer)")
        return answer
    }

    @Test(.rule("management.app.object")) func `a new app has Okta's members in Okta's order`() throws {
        let answer = try create()
        let id = answer.string("id")
        let org = try ControlClient(double).get("/fixtures")["org"]?["id"]?.string ?? ""
        #expect(id.hasPrefix("0oa"))
        let secret = answer["credentials"]?["oauthClient"]?["client_secret"]?.string ?? ""
        #expect(secret.count == 64)
        var object = try #require(answer.json.object)
        object["_links"] = nil
        let kid = answer["credentials"]?["signing"]?["kid"]?.string ?? ""
        #expect(
            String(decoding: JSON.object(object).serialized(), as: UTF8.self) == """
                {"id":"\(id)","orn":"orn:oktapreview:idp:\(org):apps:oidc_client:\(id)","name":"oidc_client",\
                "label":"Shop","status":"ACTIVE","lastUpdated":"2026-01-01T00:00:00.000Z",\
                "created":"2026-01-01T00:00:00.000Z","accessibility":{"selfService":false,"errorRedirectUrl":null,\
                "loginRedirectUrl":null},"visibility":{"autoLaunch":false,"autoSubmitToolbar":false,\
                "hide":{"iOS":true,"web":true},"appLinks":{"oidc_client_link":true}},"features":[],\
                "signOnMode":"OPENID_CONNECT","credentials":{"userNameTemplate":{"template":"${source.login}",\
                "type":"BUILT_IN"},"signing":{"kid":"\(kid)"},"oauthClient":{"autoKeyRotation":true,\
                "client_id":"\(id)","client_secret":"\(secret)","token_endpoint_auth_method":"client_secret_basic",\
                "pkce_required":false}},"universalLogout":{"status":"DISABLED","supportType":"FULL",\
                "identityStack":"NOT_SHARED","protocol":"GLOBAL_TOKEN_REVOCATION"},"settings":{"app":{},\
                "notifications":{"vpn":{"network":{"connection":"DISABLED"},"message":null,"helpUrl":null}},\
                "manualProvisioning":false,"implicitAssignment":false,"emOptInStatus":"NONE",\
                "notes":{"admin":null,"enduser":null},"oauthClient":{"client_uri":null,"logo_uri":null,\
                "redirect_uris":["http://localhost:3000/callback"],"response_types":["code"],\
                "grant_types":["authorization_code","refresh_token"],"application_type":"web",\
                "consent_method":"TRUSTED","issuer_mode":"DYNAMIC","refresh_token":{"rotation_type":"STATIC"},\
                "idp_initiated_login":{"mode":"DISABLED","default_scope":[]},"wildcard_redirect":"DISABLED",\
                "dpop_bound_access_tokens":false,"participate_slo":false}}}
                """
        )
        let links = [
            "uploadLogo", "appLinks", "profileEnrollment", "policies", "groups", "logo", "clientCredentials",
            "accessPolicy", "users", "deactivate",
        ]
        #expect(answer["_links"]?.object?.keys == links)
    }

    @Test(.rule("management.app.secret")) func `the secret is told at creation and replacement, never on reading`()
        throws
    {
        let made = try create()
        let path = "/apps/\(made.string("id"))"
        #expect(try client.get(path)["credentials"]?["oauthClient"]?["client_secret"] == nil)
        #expect(try client.get("/apps").text.contains("client_secret\":") == false)
        var body = try #require(Self.web.object)
        body["label"] = "Bazaar"
        body["credentials"] = [
            "oauthClient": ["client_secret": "", "token_endpoint_auth_method": "client_secret_basic"]
        ]
        let replaced = try client.put(path, .object(body))
        #expect(replaced.status == 200)
        #expect(replaced.string("label") == "Bazaar")
        let secret = made["credentials"]?["oauthClient"]?["client_secret"]
        #expect(replaced["credentials"]?["oauthClient"]?["client_secret"] == secret)
    }

    @Test(.rule("management.app.replace")) func `PUT replaces all that it leaves out`() throws {
        var body = try #require(Self.web.object)
        body["profile"] = ["team": "shop"]
        let made = try create(.object(body))
        #expect(made["profile"]?["team"] == "shop")
        let replaced = try client.put("/apps/\(made.string("id"))", Self.web)
        #expect(replaced["profile"] == nil)
        #expect(replaced["created"] == made["created"])
    }

    @Test(.rule("management.app.assigned")) func `a new app is nobody's until somebody is assigned`() throws {
        let made = try create()
        let id = made.string("id")
        let secret = made["credentials"]?["oauthClient"]?["client_secret"]?.string ?? ""
        let form = OAuthClient.authorize(["client_id": id, "scope": "openid email"])
        let oauth = OAuthClient(double)
        #expect(try oauth.signIn(Browser(double), form).redirect["error"] == "access_denied")
        let users = try ControlClient(double).get("/fixtures")["users"]?.array ?? []
        let alice = users.first { $0["profile"]?["login"] == "alice@example.com" }?["id"] ?? .null
        let assigned = try client.post("/apps/\(id)/users", ["id": alice, "credentials": ["userName": "al"]])
        #expect(assigned.status == 200, "\(assigned)")
        #expect(assigned["scope"] == "USER" && assigned["credentials"]?["userName"] == "al")
        #expect(assigned["profile"]?["zoneinfo"] == "America/Los_Angeles")
        let code = try #require(try oauth.signIn(Browser(double), form).redirect["code"])
        #expect(try oauth.token(OAuthClient.redeem(code), basic: (id, secret)).status == 200)
        #expect(try client.get("/apps/\(id)/users").json.array?.map { $0["id"] } == [alice])
        #expect(try client.delete("/apps/\(id)/users/\(alice.string ?? "")").status == 204)
        #expect(try oauth.signIn(Browser(double), form).redirect["error"] == "access_denied")
    }

    @Test func `a group behind the largest priority has the same`() throws {
        let path = "/apps/\(try create().string("id"))/groups"
        let groups = try ControlClient(double).get("/fixtures")["groups"]?.array?.compactMap { $0["id"]?.string } ?? []
        #expect(groups.count >= 2)
        let largest: JSON = ["priority": .integer(.max)]
        #expect(try client.put("\(path)/\(groups[0])", largest).status == 200)
        let second = try client.put("\(path)/\(groups[1])", [:])
        #expect(second["priority"] == .integer(.max), "\(second)")
    }

    @Test(.rule("management.app.groups")) func `groups are assigned in an order of priorities`() throws {
        let path = "/apps/\(try create().string("id"))/groups"
        let groups = try ControlClient(double).get("/fixtures")["groups"]?.array?.compactMap { $0["id"]?.string } ?? []
        #expect(groups.count >= 2)
        let first = try client.put("\(path)/\(groups[0])", [:])
        #expect(first["priority"] == 0)
        #expect(first.json.object?.keys == ["id", "lastUpdated", "priority", "profile", "_links"])
        #expect(try client.put("\(path)/\(groups[1])", ["priority": 4])["priority"] == 4)
        #expect(try client.get(path).json.array?.map { $0["id"]?.string } == [groups[0], groups[1]])
        #expect(try client.delete("\(path)/\(groups[0])").status == 204)
        #expect(try client.get("\(path)/\(groups[0])").status == 404)
        #expect(try client.put("\(path)/00g00000000000000000").status == 404)
    }

    @Test(.rule("management.app.delete")) func `only an inactive app can be deleted`() throws {
        let path = "/apps/\(try create().string("id"))"
        let refused = try client.delete(path)
        #expect(refused.status == 403)
        #expect(refused.string("errorSummary") == "Delete application forbidden.")
        let causes: JSON = [["errorSummary": "The application must be deactivated before deletion."]]
        #expect(refused["errorCauses"] == causes)
        let deactivated = try client.post(path + "/lifecycle/deactivate")
        #expect(deactivated.status == 200 && deactivated.text == "{}")
        #expect(try client.get(path)["status"] == "INACTIVE")
        #expect(try client.delete(path).status == 204)
        #expect(try client.get(path).string("errorSummary").hasSuffix("(AppInstance)"))
    }

    @Test(.rule("management.app.keys")) func `the keys of a new app have ids, a status and a use`() throws {
        let key: JSON = ["kty": "EC", "kid": "k", "crv": "P-256", "x": "AQAB", "y": "AQAB"]
        let made = try create([
            "label": "Robot", "name": "oidc_client", "signOnMode": "OPENID_CONNECT",
            "credentials": ["oauthClient": ["token_endpoint_auth_method": "private_key_jwt"]],
            "settings": [
                "oauthClient": [
                    "application_type": "service", "grant_types": ["client_credentials"], "jwks": ["keys": [key]],
                ]
            ],
        ])
        let shown = made["settings"]?["oauthClient"]?["jwks"]?["keys"]?.array?.first
        #expect(shown?.object?.keys == ["kty", "id", "status", "kid", "use", "crv", "x", "y"])
        #expect(shown?["status"] == "ACTIVE" && shown?["use"] == .null)
        #expect(shown?["id"]?.string?.hasPrefix("pks") == true)
        #expect(try client.get("/apps/\(made.string("id"))")["settings"] == made["settings"])
    }

    @Test(.rule("management.app.inactive")) func `activate=false makes an inactive app`() throws {
        #expect(try create(Self.web, query: "?activate=false")["status"] == "INACTIVE")
    }

    @Test(.rule("management.app.other")) func `apps of other sign-on modes are kept as they were sent`() throws {
        let body: JSON = [
            "name": "Template_SAML", "label": "Payroll", "signOnMode": "SAML_2_0",
            "settings": ["signOn": ["audience": "urn:payroll", "requestCompressed": .null]],
        ]
        let made = try create(body)
        #expect(made["name"] == "template_saml")
        #expect(made["settings"]?["signOn"] == ["audience": "urn:payroll", "requestCompressed": .null])
        #expect(made["credentials"]?["oauthClient"] == nil && made["settings"]?["oauthClient"] == nil)
        #expect(made["universalLogout"] == ["status": "UNSUPPORTED"])
        #expect(try client.get("/apps?q=pay").json.array?.map { $0["label"] } == ["Payroll"])
        let id = made.string("id")
        let apps = try ControlClient(double).get("/fixtures")["apps"]?.array ?? []
        #expect(apps.contains { $0["id"]?.string == id })
        #expect(try client.post("/apps/\(id)/lifecycle/deactivate").status == 200)
        #expect(try client.delete("/apps/\(id)").status == 204)
    }

    @Test(.rule("management.app.mode")) func `the mode does not change to or from OPENID_CONNECT`() throws {
        let client = try create(Self.web).string("id")
        let saml: JSON = ["name": "template_saml", "label": "Payroll", "signOnMode": "SAML_2_0"]
        let other = try create(saml).string("id")
        for (id, body) in [(client, saml), (other, Self.web)] {
            let refused = try self.client.put("/apps/\(id)", body)
            #expect(refused.status == 400)
            #expect(refused.string("errorSummary") == "Api validation failed: mediated")
            #expect(refused["errorCauses"] == [["errorSummary": "Invalid signOnMode"]])
        }
    }

    @Test(
        .rule("management.app.filter"),
        arguments: [
            (#"status eq "INACTIVE""#, 0), (#"name eq "oidc_client""#, 6),
            (#"status eq "ACTIVE" and label sw "web""#, 2),
        ]
    )
    func `a list can be filtered`(filter: String, count: Int) throws {
        let query = FormParameters([("filter", filter), ("limit", "200")]).encoded
        #expect(try client.get("/apps?" + query).json.array?.count == count)
    }

    @Test(.rule("management.filter.malformed"), arguments: ["status", "status eq", "(status pr", #"status eq "A"#])
    func `a filter that is malformed: 400 E0000031`(filter: String) throws {
        let answer = try client.get("/apps?" + FormParameters([("filter", filter)]).encoded)
        #expect(answer.status == 400)
        #expect(answer.string("errorCode") == "E0000031")
    }

    @Test(.rule("management.app.policy")) func `an app is assigned a sign-on policy`() throws {
        let made = try create()
        let policies = try client.get("/policies?type=ACCESS_POLICY").json.array ?? []
        #expect(policies.contains { $0["system"] == true && $0["name"] == "Any two factors" })
        let other = policies.first { $0["name"] == "Okta Dashboard" }?["id"]?.string ?? ""
        let path = "/apps/\(made.string("id"))"
        let assigned = try client.put("\(path)/policies/\(other)")
        #expect(assigned.status == 204 && assigned.text.isEmpty)
        let link = try client.get(path)["_links"]?["accessPolicy"]?["href"]?.string
        #expect(link == "http://mock.example/api/v1/policies/\(other)")
        #expect(try client.put("\(path)/policies/rst00000000000000000").status == 404)
    }
}
