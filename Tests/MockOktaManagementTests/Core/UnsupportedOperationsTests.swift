import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What Okta has and this double does not.
@Suite struct UnsupportedOperationsTests {
    @Test(.rule("management.unsupported")) func `an operation that is not served: 501 E0000060, counted as a gap`()
        throws
    {
        let double = try TestDouble(builtInAnd: "{}")
        let client = ManagementClient(double)
        for _ in 0..<2 {
            let answer = try client.get("/brands")
            #expect(answer.status == 501)
            #expect(answer.string("errorSummary") == "Unsupported operation.")
        }
        #expect(try client.post("/behaviors/b1/lifecycle/activate").string("errorCode") == "E0000060")
        #expect(try client.get("/idpz").string("errorCode") == "E0000008")
        let gaps = try ControlClient(double).get("/gaps")["gaps"]?.array?.map {
            "\($0["count"]?.integer ?? 0) \($0["method"]?.string ?? "") \($0["path"]?.string ?? "")"
        }
        #expect(gaps == ["2 GET /api/v1/brands", "1 POST /api/v1/behaviors/b1/lifecycle/activate"])
    }

    @Test(
        .rule("management.unsupported"),
        arguments: [
            (HTTPMethod.get, "/api/v1/apps/0oa1/features"), (.post, "/api/v1/apps/0oa1/logo"),
            (.get, "/api/v1/apps/0oa1/sso/saml/metadata"), (.put, "/api/v1/apps/0oa1/features/USER_PROVISIONING"),
            (.post, "/api/v1/inlineHooks/cal1/execute"), (.delete, "/api/v1/groups/00g1/roles/ra1/targets/groups/00g2"),
            (.get, "/api/v1/idps/0oa1/users"), (.get, "/api/v1/users/00u1/blocks"),
            (.put, "/api/v1/users/00u1/linkedObjects/manager/00u2"), (.get, "/api/v1/users/00u1/subscriptions"),
            (.get, "/api/v1/meta/schemas/user/linkedObjects"), (.get, "/api/v1/meta/schemas/logStream"),
            (.get, "/api/v1/org/preferences"), (.get, "/api/v1/realms"), (.get, "/api/v1/brands/b1/themes/t1"),
            (.get, "/api/v1/authorizationServers/aus1/resourceservercredentials/keys"),
            (.get, "/oauth2/v1/clients/0oa1/roles"), (.post, "/oauth2/v1/global-token-revocation"),
            (.put, "/api/v1/org"), (.post, "/api/v1/policies/simulate"), (.patch, "/api/v1/apps/0oa1/groups/00g1"),
            (.get, "/api/v1/policies/rst1/mappings"), (.post, "/api/v1/authenticators/aut1/lifecycle/activate"),
            (.post, "/api/v1/authenticators"), (.get, "/api/v1/users/00u1/roles/ra1/targets/groups"),
            (.get, "/api/v1/idps/credentials/keys"),
            (.get, "/governance/api/v1/campaigns"), (.get, "/idp/myaccount/profile"),
        ]
    )
    func `parts of served objects and other APIs of Okta are told from wrong paths`(
        method: HTTPMethod,
        path: String
    )
        throws
    {
        let answer = try ManagementClient(TestDouble(builtInAnd: "{}"), base: "").send(method, path)
        #expect(answer.status == 501, "\(answer)")
        #expect(answer.json.object?.keys == ["errorCode", "errorSummary", "errorLink", "errorId", "errorCauses"])
    }

    @Test(arguments: ["/apps/0oa1/featurez", "/users/00u1/lifecycle/activat", "/groups/00g1/owner", "/meta/layout"])
    func `what Okta does not have either is not found`(path: String) throws {
        let answer = try ManagementClient(TestDouble(builtInAnd: "{}")).get(path)
        #expect(answer.status == 404 && answer.string("errorCode") == "E0000008", "\(answer)")
    }
}
