import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `GET /`: what is running here, for a person.
enum HomePage {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        let snapshot = context.snapshot
        let path = snapshot.urls.path
        let control = "<h2>Control</h2>\n" + list([("Console", "\(path)/_mock/"), ("Health", "\(path)/_mock/health")])
        let content = """
            <h1>mock-okta</h1>
            <p class="soft">A local test double of an Okta authorization server.</p>
            <h2>Authorization servers</h2>
            \(snapshot.organization.allServers.filter(\.isActive).map { server($0, snapshot) }.joined(separator: "\n"))
            \(context.linksControl ? control : "")
            """
        return Page(title: "mock-okta", content: content).response()
    }

    private static func server(_ server: AuthorizationServer, _ snapshot: OrgSnapshot) -> String {
        let issuer = snapshot.urls.path + server.issuerPath
        let links = [
            ("OpenID configuration", "\(issuer)/.well-known/openid-configuration"),
            ("OAuth metadata", "\(issuer)/.well-known/oauth-authorization-server"),
            ("Keys", "\(snapshot.urls.path)\(server.endpointPath)/v1/keys"),
        ]
        return "<h3>\(HTMLText.escaped(snapshot.issuer(of: server)))</h3>\n\(list(links))"
    }

    private static func list(_ links: [(text: String, target: String)]) -> String {
        let items = links.map { "<li><a href=\"\(HTMLText.escaped($0.target))\">\($0.text)</a></li>" }
        return "<ul class=\"links\">\(items.joined(separator: "\n"))</ul>"
    }
}
