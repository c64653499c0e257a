import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What Okta's Terraform provider sends for one server, in the order and with the answers that were recorded at Okta;
/// names and values are invented.
@Suite struct RecordedSequenceTests {
    private let client: ManagementClient

    init() throws {
        client = ManagementClient(try TestDouble(builtInAnd: "{}"))
    }

    /// Sends a request whose path and body name earlier objects by the beginnings of their ids.
    private func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: String = "",
        _ ids: inout [(name: String, id: String)]
    ) throws -> Answer {
        var (path, body) = (path, body)
        for (name, id) in ids { (path, body) = (path.replacing(name, with: id), body.replacing(name, with: id)) }
        let answer = try client.send(method, path, text: Array(body.utf8))
        let id = answer.string("id")
        if method == .post, !id.isEmpty { ids.insert(("{\(id.prefix(3))}", id), at: 0) }
        return answer
    }

    /// An answer with the names of objects in place of their ids.
    private func shown(_ answer: Answer, _ ids: [(name: String, id: String)]) -> String {
        var text = answer.text
        for (name, id) in ids { text = text.replacing(id, with: name) }
        text = text.replacing("http://mock.example/api/v1/authorizationServers/{aus}", with: "SERVER")
        return text.replacing("2026-01-01T00:00:00.000Z", with: "NOW")
    }

    @Test(.rule("management.sequence")) func `a server with all its parts is made, changed and removed`() throws {
        var ids: [(name: String, id: String)] = []
        let everyone = try send(.get, "/groups?q=Everyone", "", &ids)
        #expect(everyone.json.array?.first?["type"] == "BUILT_IN")
        let steps: [(HTTPMethod, String, String, Int, String?)] = [
            (.post, "/authorizationServers", Self.server, 201, nil),
            (.post, "/authorizationServers/{aus}/scopes", Self.scope, 201, Self.shownScope),
            (.post, "/authorizationServers/{aus}/claims", Self.claim, 201, Self.shownClaim),
            (.post, "/authorizationServers/{aus}/policies", Self.policy, 201, Self.shownPolicy),
            (.post, "/authorizationServers/{aus}/policies/{00p}/rules", Self.rule, 201, Self.shownRule),
            (.get, "/authorizationServers/{aus}/scopes/{scp}", "", 200, Self.shownScope),
            (.get, "/authorizationServers/{aus}/claims/{ocl}", "", 200, Self.shownClaim),
            (.get, "/authorizationServers/{aus}/policies/{00p}", "", 200, Self.shownPolicy),
            (.get, "/authorizationServers/{aus}/policies/{00p}/rules/{0pr}", "", 200, Self.shownRule),
            (.put, "/authorizationServers/{aus}/claims/{ocl}", Self.claim, 200, Self.shownClaim),
            (.post, "/authorizationServers/{aus}/policies/{00p}/lifecycle/deactivate", "", 204, ""),
            (.delete, "/authorizationServers/{aus}/claims/{ocl}", "", 204, ""),
            (.delete, "/authorizationServers/{aus}/scopes/{scp}", "", 204, ""),
            (.delete, "/authorizationServers/{aus}/policies/{00p}/rules/{0pr}", "", 204, ""),
            (.get, "/authorizationServers/{aus}/policies/{00p}/rules/{0pr}", "", 404, nil),
            (.delete, "/authorizationServers/{aus}/policies/{00p}", "", 204, ""),
            (.post, "/authorizationServers/{aus}/lifecycle/deactivate", "", 204, ""),
            (.delete, "/authorizationServers/{aus}", "", 204, ""),
        ]
        for (method, path, body, status, expected) in steps {
            let answer = try send(method, path, body, &ids)
            #expect(answer.status == status, "\(method.rawValue) \(path): \(answer)")
            if let expected { #expect(shown(answer, ids) == expected, "\(method.rawValue) \(path)") }
        }
    }

    private static let server = """
        {"audiences":["api.harbour.example"],"credentials":{"signing":{"rotationMode":"AUTO"}},"description":"harbour",\
        "issuerMode":"ORG_URL","name":"harbour"}
        """
    private static let scope = """
        {"consent":"REQUIRED","description":"moor","displayName":"Moor a ship","metadataPublish":"ALL_CLIENTS",\
        "name":"ships:moor","optional":false}
        """
    private static let shownScope = """
        {"id":"{scp}","name":"ships:moor","displayName":"Moor a ship","description":"moor","system":false,\
        "metadataPublish":"ALL_CLIENTS","consent":"REQUIRED","optional":false,"apiResourceId":null,"default":false,\
        "_links":{"self":{"href":"SERVER/scopes/{scp}","hints":{"allow":["GET","PUT","DELETE"]}}}}
        """
    private static let claim = """
        {"alwaysIncludeInToken":true,"claimType":"RESOURCE","conditions":{},"group_filter_type":"EQUALS","name":"crew",\
        "status":"ACTIVE","value":"Sailors","valueType":"GROUPS"}
        """
    private static let shownClaim = """
        {"id":"{ocl}","name":"crew","status":"ACTIVE","claimType":"RESOURCE","valueType":"GROUPS","value":"Sailors",\
        "conditions":{"scopes":[]},"system":false,"alwaysIncludeInToken":true,"apiResourceId":null,\
        "group_filter_type":"EQUALS","_links":{"self":{"href":"SERVER/claims/{ocl}",\
        "hints":{"allow":["GET","PUT","DELETE"]}}}}
        """
    private static let policy = """
        {"conditions":{"clients":{"include":["ALL_CLIENTS"]}},"description":"all","name":"all","priority":1,\
        "status":"ACTIVE","type":"OAUTH_AUTHORIZATION_POLICY"}
        """
    private static let shownPolicy = """
        {"id":"{00p}","status":"ACTIVE","name":"all","description":"all","priority":1,"system":false,\
        "conditions":{"clients":{"include":["ALL_CLIENTS"]}},"created":"NOW","lastUpdated":"NOW",\
        "_links":{"self":{"href":"SERVER/policies/{00p}","hints":{"allow":["GET","PUT","DELETE"]}},\
        "rules":{"href":"SERVER/policies/{00p}/rules","hints":{"allow":["GET"]}},\
        "deactivate":{"href":"SERVER/policies/{00p}/lifecycle/deactivate","hints":{"allow":["POST"]}}},\
        "type":"OAUTH_AUTHORIZATION_POLICY"}
        """
    private static let rule = """
        {"actions":{"token":{"accessTokenLifetimeMinutes":30,"refreshTokenLifetimeMinutes":0,\
        "refreshTokenWindowMinutes":10080}},"conditions":{"grantTypes":{"include":["client_credentials"]},\
        "people":{"groups":{"include":["EVERYONE"]}},"scopes":{"include":["ships:moor"]}},"name":"half an hour",\
        "priority":1,"status":"ACTIVE","type":"RESOURCE_ACCESS"}
        """
    private static let shownRule = """
        {"id":"{0pr}","status":"ACTIVE","name":"half an hour","priority":1,"created":"NOW","lastUpdated":"NOW",\
        "system":false,"conditions":{"people":{"users":{"exclude":[]},"groups":{"include":["EVERYONE"]}},\
        "grantTypes":{"include":["client_credentials"]},"scopes":{"include":["ships:moor"]}},\
        "actions":{"token":{"accessTokenLifetimeMinutes":30,"refreshTokenLifetimeMinutes":0,\
        "refreshTokenWindowMinutes":10080}},"_links":{"self":{"href":"SERVER/policies/{00p}/rules/{0pr}",\
        "hints":{"allow":["GET","PUT","DELETE"]}},"deactivate":{"href":\
        "SERVER/policies/{00p}/rules/{0pr}/lifecycle/deactivate","hints":{"allow":["POST"]}}},"type":"RESOURCE_ACCESS"}
        """
}
