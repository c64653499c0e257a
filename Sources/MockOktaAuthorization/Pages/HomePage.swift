import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `GET /`: what is running here, for a person.
enum HomePage {
    /// The number of apps and of users that are listed.
    private static let limit = 12

    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        let snapshot = context.snapshot
        let servers = snapshot.organization.allServers.filter(\.isActive)
        // What lets anyone sign in is shown where anyone may use the control API.
        let isOpen = context.testClientCallback != nil
        let content = """
            <div>
            <h1>mock-okta</h1>
            <p class="soft">A local test double of an Okta authorization server.</p>
            \(isOpen ? start(String(snapshot.urls.path)) : "")
            <h2>Issuers</h2>
            \(servers.map { server($0, snapshot) }.joined(separator: "\n"))
            \(context.linksControl ? control(String(snapshot.urls.path)) : "")
            </div>
            <div class="personas">
            \(isOpen ? people(snapshot.organization) : "")
            <h2>Quick start</h2>
            \(QuickStart.text(snapshot))
            </div>
            """
        return Page(title: "mock-okta", content: content, isWide: true).response()
    }

    private static func start(_ path: String) -> String {
        "<p><a class=\"button\" href=\"\(HTMLText.escaped(path))/_mock/client\">Try a sign-in</a></p>"
    }

    private static func control(_ path: String) -> String {
        "<h2>Control</h2>\n"
            + list([
                ("Console", "\(path)/_mock/"), ("Test client", "\(path)/_mock/client"),
                ("API (OpenAPI)", "\(path)/_mock/openapi.json"), ("Health", "\(path)/_mock/health"),
            ])
    }

    private static func server(_ server: AuthorizationServer, _ snapshot: OrgSnapshot) -> String {
        let issuer = snapshot.urls.path + server.issuerPath
        let links = [
            ("OpenID configuration", "\(issuer)/.well-known/openid-configuration"),
            ("OAuth metadata", "\(issuer)/.well-known/oauth-authorization-server"),
            ("Keys", "\(snapshot.urls.path)\(server.endpointPath)/v1/keys"),
        ]
        let audience = server.audience.map { "<p class=\"soft\">audience \(HTMLText.escaped($0))</p>" } ?? ""
        return "<h3><code>\(HTMLText.escaped(snapshot.issuer(of: server)))</code></h3>\n\(audience)\(list(links))"
    }

    private static func people(_ organization: Organization) -> String {
        let users = organization.contents.users
        let apps = organization.contents.applications
        return """
            <h2>Users</h2>
            \(table(users.prefix(limit).map(row), users.count))
            <h2>Apps</h2>
            \(table(apps.prefix(limit).map(row), apps.count))
            """
    }

    private static func row(_ user: User) -> String {
        let password: String =
            switch user.password {
            case .plain(let text)?: "<code>\(HTMLText.escaped(text))</code>"
            case .any?: "any password"
            case nil: "no password"
            default: "a password that is hashed"
            }
        let status = user.status == .active ? "" : " <span class=\"status\">\(user.status.rawValue)</span>"
        return "<b>\(HTMLText.escaped(user.login))</b> \(password)\(status)"
    }

    private static func row(_ app: Application) -> String {
        let secret = app.secrets.first.map { " <code>\(HTMLText.escaped($0))</code>" } ?? ""
        return "<b>\(HTMLText.escaped(app.clientID))</b>\(secret) <span class=\"soft\">\(app.type.rawValue)</span>"
    }

    private static func table(_ rows: [String], _ count: Int) -> String {
        guard !rows.isEmpty else { return "<p class=\"soft\">none</p>" }
        let rest = count > rows.count ? "<li class=\"soft\">and \(count - rows.count) more</li>" : ""
        return "<ul>\(rows.map { "<li>\($0)</li>" }.joined(separator: "\n"))\(rest)</ul>"
    }

    private static func list(_ links: [(text: String, target: String)]) -> String {
        let items = links.map { "<li><a href=\"\(HTMLText.escaped($0.target))\">\($0.text)</a></li>" }
        return "<ul class=\"links\">\(items.joined(separator: "\n"))</ul>"
    }
}

/// The settings that three frameworks need for an app of this org.
private enum QuickStart {
    static func text(_ snapshot: OrgSnapshot) -> String {
        let organization = snapshot.organization
        let server =
            organization.authorizationServer(at: "default") ?? organization.contents.authorizationServers.first
            ?? organization.contents.orgServer
        let app = organization.contents.applications.first { $0.allows(.authorizationCode) && $0.type == .web }
        let issuer = snapshot.issuer(of: server)
        let (id, secret) = (app?.clientID ?? "CLIENT_ID", app?.secrets.first ?? "CLIENT_SECRET")
        let frameworks = [
            (
                "Express (express-openid-connect)",
                """
                auth({
                  issuerBaseURL: '\(issuer)',
                  clientID: '\(id)', clientSecret: '\(secret)',
                  authorizationParams: { response_type: 'code', scope: 'openid profile email' },
                })
                """
            ),
            (
                "Django (Authlib)",
                """
                AUTHLIB_OAUTH_CLIENTS = {"okta": {
                    "client_id": "\(id)", "client_secret": "\(secret)",
                }}
                oauth.register("okta", client_kwargs={"scope": "openid profile email"},
                    server_metadata_url="\(issuer)/.well-known/openid-configuration")
                """
            ),
            (
                "Spring Boot (okta-spring-boot-starter)",
                """
                okta.oauth2.issuer=\(issuer)
                okta.oauth2.client-id=\(id)
                okta.oauth2.client-secret=\(secret)
                """
            ),
        ]
        return frameworks.map { name, lines in
            "<details><summary>\(name)</summary>\n<pre><code>\(HTMLText.escaped(lines))</code></pre></details>"
        }.joined(separator: "\n")
    }
}
