import MockOktaModel
import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing

/// `GET /`: what is running here, for a person.
package enum HomePage {
    package static func response(_ world: World) -> HTTPResponse {
        let servers = world.organization.allServers.filter(\.isActive).map { server in
            let path = HTMLText.escaped(world.urls.path + server.issuerPath + "/.well-known/openid-configuration")
            return "<li><a href=\"\(path)\">\(HTMLText.escaped(world.issuer(of: server)))</a></li>"
        }
        let content = """
            <h1>mock-okta</h1>
            <p class="soft">A local test double of an Okta authorization server.</p>
            <h2>Authorization servers</h2>
            <ul>
            \(servers.joined(separator: "\n"))
            </ul>
            <h2>Control</h2>
            <ul><li><a href="\(world.urls.path)/_mock/">Console</a></li>\
            <li><a href="\(world.urls.path)/_mock/health">Health</a></li></ul>
            """
        return Page(title: "mock-okta", content: content).response()
    }
}
