import MockOktaFormats
import MockOktaModel
import Testing

/// What exports hold beside OAuth clients and the policies of authorization servers.
struct ForeignRowTests {
    @Test(arguments: ["SAML_2_0", "BOOKMARK", "AUTO_LOGIN", "BROWSER_PLUGIN"])
    func `apps of other kinds are passed over, whatever they hold`(mode: String) throws {
        let result = read(
            files: [
                "apps.json": """
                [{"id": "0oa1", "label": "x", "signOnMode": "\(mode)", "status": "DELETED",
                  "credentials": {"oauthClient": {"client_secret": ""}}, "settings": {"app": {"url": null}, "signOn": {}}}]
                """,
                "appUsers.json": #"[{"id": "00u1", "_links": {"app": {"href": "https://h/api/v1/apps/0oa1"}}}]"#,
            ]
        )
        #expect(lines(result) == [])
        #expect(result.organization?.contents.applications.isEmpty == true)
    }

    @Test func `policies about signing in are read, unknown groups and users are told, other types passed over`() throws
    {
        let result = read(
            files: [
                "policies.json": """
                [{"id": "rst1", "type": "ACCESS_POLICY", "name": "Any two factors", "priority": 1, "conditions": null,
                  "_links": {"self": {"href": "https://h/api/v1/policies/rst1"}}},
                 {"id": "00p1", "type": "OKTA_SIGN_ON", "conditions": {"people": {"groups": {"include": ["00g9"]}}},
                  "_links": {"self": {"href": "https://h/api/v1/policies/00p1"}}},
                 {"id": "00p3", "type": "IDP_DISCOVERY", "priority": "high"},
                 {"id": "00p2", "type": "OAUTH_AUTHORIZATION_POLICY", "name": "mine",
                  "conditions": {"clients": {"include": ["ALL_CLIENTS"]}},
                  "_links": {"self": {"href": "https://h/api/v1/authorizationServers/default/policies/00p2"}}}]
                """,
                "rules.json": """
                [{"id": "0pr1", "type": "SIGN_ON", "actions": {"signon": {"access": "ALLOW"}},
                  "conditions": {"people": {"users": {"exclude": ["00u9"]}}},
                  "_links": {"self": {"href": "https://h/api/v1/policies/00p1/rules/0pr1"}}},
                 {"id": "0pr2", "type": "RESOURCE_ACCESS",
                  "conditions": {"grantTypes": {"include": ["password"]}, "scopes": {"include": ["*"]}},
                  "_links": {"self": {"href": "https://h/api/v1/authorizationServers/default/policies/00p2/rules/0pr2"}}}]
                """,
            ]
        )
        #expect(
            lines(result) == [
                "policies.json:3:90: warning: policies[1].conditions.people.groups.include[0]: "
                    + #"is "00g9", but there is no such group: the entry has no effect"#,
                "rules.json:2:51: warning: rules[0].conditions.people.users.exclude[0]: "
                    + #"is "00u9", but there is no such user: the entry has no effect"#,
            ]
        )
        let contents = try #require(result.organization?.contents)
        #expect(contents.policies.map(\.id.rawValue) == ["rst1", "00p1"])
        #expect(contents.policies.map(\.isActive) == [true, false])
        #expect(contents.policies.map { $0.rules.map(\.id.rawValue) } == [[], ["0pr1"]])
        #expect(contents.others[.policies]?.map { $0["id"] } == ["00p3"])
        let policies = result.organization?.authorizationServer(at: "default")?.policies
        #expect(policies?.map(\.name) == ["mine"])
        #expect(policies?.first?.rules.map(\.id.rawValue) == ["0pr2"])
    }

    @Test func `an answer that was an error is told as that`() {
        let error = #"{"errorCode": "E0000011", "errorSummary": "Invalid token provided", "errorCauses": []}"#
        let result = read(files: ["users.json": error, "apps.json": error])
        #expect(
            lines(result) == [
                #"users.json:1:1: users: is an error that Okta's API answered: "Invalid token provided""#,
                #"apps.json:1:1: apps: is an error that Okta's API answered: "Invalid token provided""#,
            ]
        )
    }
}
