import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// One call of an endpoint: what came in, the world it sees, and the chance it may draw.
struct Call {
    let request: HTTPRequest
    let server: AuthorizationServer
    let world: World
    /// Whether the control API is served where this request came in.
    let linksControl: Bool
    var random: SeededRandom
    var notes: ExchangeNotes

    var settings: Settings { world.organization.settings }

    /// Where the control API is for this org, on this port; nil where it is not.
    var controlPath: String? { linksControl ? world.urls.path + "/_mock" : nil }

    /// The path of one of the server's own endpoints, for forms.
    func path(_ endpoint: String) -> String { world.urls.path + server.endpointPath + endpoint }

    /// The URL of one of the server's own endpoints, for metadata and challenges.
    func url(_ endpoint: String, base: KeyPath<BaseURLs, String> = \.front) -> String {
        world.urls[keyPath: base] + server.endpointPath + endpoint
    }
}
