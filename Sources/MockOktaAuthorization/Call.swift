import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// One call of an endpoint: what came in, the snapshot it sees, and the chance it may draw.
struct Call {
    let request: HTTPRequest
    let server: AuthorizationServer
    let snapshot: OrgSnapshot
    /// Whether the control API is served where this request came in.
    let linksControl: Bool
    var random: SeededRandom
    var notes: ExchangeNotes

    var settings: Settings { snapshot.organization.settings }

    /// Where the control API is for this org, on this port; nil where it is not.
    var controlPath: String? { linksControl ? snapshot.urls.path + "/_mock" : nil }

    /// The path of one of the server's own endpoints, for forms.
    func path(_ endpoint: String) -> String { snapshot.urls.path + server.endpointPath + endpoint }

    /// The URL of one of the server's own endpoints, for metadata and challenges.
    func url(_ endpoint: String, base: KeyPath<BaseURLs, String> = \.front) -> String {
        snapshot.urls[keyPath: base] + server.endpointPath + endpoint
    }
}
