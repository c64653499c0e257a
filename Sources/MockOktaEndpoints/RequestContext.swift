package import MockOktaHTTP
package import MockOktaIssuing
package import MockOktaModel

/// What an endpoint is given about one request, and what it writes down of it.
package struct RequestContext {
    package let request: HTTPRequest
    /// What the path holds in place of the pattern's `{names}`, percent-decoded.
    package let pathParameters: RouteParameters
    /// The authorization server that the path speaks of; the org server where it names none.
    package let server: AuthorizationServer
    /// One state of the org: the instant, what was issued, and the URLs that the request was sent to.
    package let snapshot: OrgSnapshot
    /// For endpoints that change the org; `snapshot` stays as it was before the change.
    package let editor: any OrganizationEditor
    /// Whether the control API is served where this request came in.
    package let linksControl: Bool
    /// Whether every local client may use the control API, which can sign any user in.
    package let isControlOpen: Bool
    /// The request's random generator.
    package var random: SeededRandom
    /// What the journal keeps of the exchange.
    package var record = ExchangeRecord()
    /// Cookies that the answer sets, a refusal too.
    package var cookies: [SetCookie] = []
    /// Whether the client has proved who it is.
    package var hasAuthenticatedClient = false

    package init(
        request: HTTPRequest,
        pathParameters: RouteParameters,
        server: AuthorizationServer,
        snapshot: OrgSnapshot,
        editor: any OrganizationEditor,
        linksControl: Bool,
        isControlOpen: Bool,
        random: SeededRandom
    ) {
        self.request = request
        self.pathParameters = pathParameters
        self.server = server
        self.snapshot = snapshot
        self.editor = editor
        self.linksControl = linksControl
        self.isControlOpen = isControlOpen
        self.random = random
    }

    /// The same request, as if its path named another authorization server.
    package func at(_ server: AuthorizationServer) -> RequestContext {
        var context = RequestContext(
            request: request,
            pathParameters: pathParameters,
            server: server,
            snapshot: snapshot,
            editor: editor,
            linksControl: linksControl,
            isControlOpen: isControlOpen,
            random: random
        )
        context.record = record
        context.record.server = server.address ?? server.id.rawValue
        return context
    }

    package var organization: Organization { snapshot.organization }

    package var settings: Settings { snapshot.organization.settings }

    /// Whether the sign-in page lists the users for one-click sign-in: as the fixture says, else where it gives nothing
    /// away that the control API would not.
    package var showsPersonas: Bool { settings.showsPersonas ?? isControlOpen }

    /// Where the control API is for this org, on this port; nil where it is not.
    package var controlPath: String? { linksControl ? snapshot.urls.path + "/_mock" : nil }

    /// The path of one of the server's own endpoints, for forms.
    package func path(_ endpoint: String) -> String { snapshot.urls.path + server.endpointPath + endpoint }

    /// The URL of one of the server's own endpoints, for metadata and challenges.
    package func url(_ endpoint: String, base: KeyPath<BaseURLs, String> = \.front) -> String {
        snapshot.urls[keyPath: base] + server.endpointPath + endpoint
    }

    /// Writes a refusal down and renders it as JSON.
    package mutating func refuse(_ refusal: Refusal) -> HTTPResponse {
        record.note(refusal)
        return RefusalRenderer.json.render(refusal, &self)
    }
}

extension Endpoint {
    /// Answers a request; a thrown refusal is rendered as the endpoint's row says.
    package typealias Handler = @Sendable (inout RequestContext) throws(Refusal) -> HTTPResponse
}

/// Changes the org of a tenant.
package protocol OrganizationEditor: Sendable {
    /// Puts a new org in the place of the present one; requests that come later see it.
    ///
    /// Changes follow one another: each is given what the one before it made. A refused change leaves the org as it is.
    /// - Parameter change: gives the new org and what the caller wants to know of it. Called once.
    /// - Returns: the second part of what `change` gives.
    /// - Throws: what `change` throws.
    func update<Outcome: Sendable>(
        _ change: (Organization) throws(Refusal) -> (Organization, Outcome)
    ) throws(Refusal) -> Outcome
}
