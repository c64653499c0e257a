package import MockOktaHTTP
package import MockOktaIssuing
package import MockOktaModel

/// What an endpoint receives with one request, and what it records about it.
package struct RequestContext {
    package let request: HTTPRequest
    /// The values of the pattern's `{names}` in the path, percent-decoded.
    package let pathParameters: RouteParameters
    /// The authorization server that the path names, else the org server.
    package private(set) var server: AuthorizationServer
    /// The state of the org that the request uses: the instant, the issued tokens, and the base URLs.
    package private(set) var snapshot: OrgSnapshot
    /// Changes the org; `snapshot` keeps the state before the change.
    package let editor: any OrganizationEditor
    /// The earlier exchanges with the org.
    package let history: any ExchangeHistory
    /// Whether the port of the request serves the control API.
    package let linksControl: Bool
    /// Whether every local client may use the control API, which can sign any user in.
    package let isControlOpen: Bool
    /// The request's random generator.
    package var random: SeededRandom
    /// The journal's record of the exchange.
    package var record = ExchangeRecord()
    /// Cookies that the answer sets, even if it is a refusal.
    package var cookies: [SetCookie] = []
    /// What the request uses up and creates, until `commit` does it in one step: a request that is refused before, or
    /// fails with the store, has done nothing of it and can be sent again as it was.
    package var writes = RecordBatch()
    /// Whether `commit` has made any changes.
    package private(set) var hasCommitted = false
    /// Whether the client has been authenticated.
    package var hasAuthenticatedClient = false

    package init(
        request: HTTPRequest,
        pathParameters: RouteParameters,
        server: AuthorizationServer,
        snapshot: OrgSnapshot,
        editor: any OrganizationEditor,
        history: any ExchangeHistory,
        linksControl: Bool,
        isControlOpen: Bool,
        random: SeededRandom
    ) {
        self.request = request
        self.pathParameters = pathParameters
        self.server = server
        self.snapshot = snapshot
        self.editor = editor
        self.history = history
        self.linksControl = linksControl
        self.isControlOpen = isControlOpen
        self.random = random
    }

    /// The same request for another authorization server.
    package func at(_ server: AuthorizationServer) -> RequestContext {
        var context = self
        context.server = server
        context.record.server = server.address ?? server.id.rawValue
        return context
    }

    /// Goes on after a part of the request was answered for another server.
    package mutating func resume(after other: RequestContext) {
        (random, record, cookies) = (other.random, other.record, other.cookies)
        (writes, hasCommitted) = (other.writes, other.hasCommitted)
    }

    /// Makes the changes in `writes`, in one step.
    ///
    /// - Throws: `Refusal` of one of the changes, or where the store fails; nothing is changed then.
    package mutating func commit() throws(Refusal) {
        guard !writes.isEmpty else { return }
        defer { writes = RecordBatch() }
        try snapshot.state.commit(writes, at: snapshot.now)
        hasCommitted = true
    }

    /// Continues with an org that the request itself has changed.
    package mutating func use(_ organization: Organization) { snapshot = snapshot.with(organization) }

    package var organization: Organization { snapshot.organization }

    package var settings: Settings { snapshot.organization.settings }

    /// Whether the sign-in page lists the users for one-click sign-in: the fixture's setting; by default, where the
    /// control API gives every local client the same access.
    package var showsPersonas: Bool { settings.showsPersonas ?? isControlOpen }

    /// The path of the org's control API; nil where this port does not serve it.
    package var controlPath: String? { linksControl ? snapshot.urls.path + "/_mock" : nil }

    /// The redirect URI of the console's test client, which every app may use.
    ///
    /// Nil unless every local client may use the control API on this port.
    package var testClientCallback: String? {
        linksControl && isControlOpen ? snapshot.urls.front + "/_mock/client/callback" : nil
    }

    /// The path of an endpoint of the server, for forms.
    package func path(_ endpoint: String) -> String { snapshot.urls.path + server.endpointPath + endpoint }

    /// The URL of an endpoint of the server, for metadata and challenges.
    package func url(_ endpoint: String, base: KeyPath<BaseURLs, String> = \.front) -> String {
        snapshot.urls[keyPath: base] + server.endpointPath + endpoint
    }

    /// Records a refusal and renders it as JSON.
    package mutating func refuse(_ refusal: Refusal) -> HTTPResponse {
        record.note(refusal)
        return RefusalRenderer.json.render(refusal, &self)
    }
}

extension Endpoint {
    /// Answers a request; a thrown refusal is rendered by the endpoint's renderer.
    package typealias Handler = @Sendable (inout RequestContext) throws(Refusal) -> HTTPResponse
}

/// Changes the org of a tenant.
package protocol OrganizationEditor: Sendable {
    /// Replaces the org for later requests.
    ///
    /// Changes are serialized: each starts from the result of the previous one. A refused change leaves the org
    /// unchanged.
    /// - Parameter change: returns the new org and a result for the caller; called once.
    /// - Returns: the result of `change`.
    /// - Throws: any error of `change`.
    func update<Outcome: Sendable>(
        _ change: (Organization) throws(Refusal) -> (Organization, Outcome)
    ) throws(Refusal) -> Outcome
}
