import MockOktaAuthorization
import MockOktaControl
import MockOktaEndpoints
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// A request to an org's endpoints, with the one state of the org that it uses from start to end.
///
/// An object, because every step of the processing holds it.
final class TenantRequest: Sendable {
    let request: HTTPRequest
    let match: EndpointTable.Match
    let tenant: Tenant
    let snapshot: OrgSnapshot
    /// The server that the path names, active or not.
    let server: AuthorizationServer?
    /// Whether the org is an isolated one, whose clock determines the `Date` field of its answers.
    let hasOwnClock: Bool
    /// Stored, because copying all settings for each use costs more.
    let enforcesRateLimits: Bool
    private let place: PublicDocumentCache.Place?

    init(_ address: TenantAddress, _ match: EndpointTable.Match, _ tenant: Tenant) {
        request = address.request
        self.match = match
        self.tenant = tenant
        snapshot = tenant.snapshot(address.urls)
        server = match.server(in: snapshot.organization)
        place = PublicDocumentCache.Place(address)
        hasOwnClock = address.name != nil
        enforcesRateLimits = snapshot.organization.contents.settings.enforcesRateLimits
    }

    /// Whether the answer needs a key that is not generated yet.
    var mustGenerateKey: Bool {
        guard let server, case .found(let endpoint, _) = match else { return false }
        if case .noKeys = endpoint.keyUse { return false }
        return !tenant.keys.isReady(server, at: snapshot.now)
    }

    /// Returns the fault that acts on the request, and counts the request.
    func fault() throws(Refusal) -> TriggeredFault? {
        if tenant.faults.isEmpty { return nil }
        let isForKeys = server != nil && match.publishesKeys
        let facts = try RequestFacts(request, server: server, isForKeys: isForKeys, in: snapshot)
        return try tenant.takeFault(facts, at: snapshot.now)
    }

    /// The key sets of clients that must be fetched before the endpoint can verify the request's JWTs.
    var missingKeySets: [FetchedKeySets.Need] {
        guard case .found(let endpoint, _) = match, case .authorizationServer = endpoint.subject else { return [] }
        return KeySetNeeds.missing(for: request, in: snapshot)
    }

    /// Waits for key sets; a failure is kept for the endpoint, which refuses the request.
    func fetch(_ needs: [FetchedKeySets.Need], by fetcher: any DocumentFetcher) {
        for need in needs { snapshot.caches.keySets.fetch(need, by: fetcher, at: snapshot.now) }
    }

    /// Keeps an isolated org that has answered a request with success: it may hold tokens or sessions of its clients.
    func keepTenant(after status: HTTPStatus) {
        guard hasOwnClock, status.rawValue < 400, case .found(let endpoint, _) = match, !endpoint.isPublicDocument
        else {
            return
        }
        tenant.keep()
    }

    /// Caches an answer that is the same for every client.
    func publish(_ response: HTTPResponse, _ outcome: ExchangeOutcome, _ moment: Tenant.Version) {
        guard case .found(let endpoint, _) = match, endpoint.isPublicDocument, response.status == .ok, let place,
            let server
        else { return }
        // An answer with an expiry time is valid for one second.
        let second = Instant(seconds: snapshot.now.seconds)
        let instants = tenant.keys.instants(around: snapshot.now, of: server).clamped(to: second..<second + .seconds(1))
        tenant.published.keep(PublicDocumentCache.Answer(response, outcome, at: place, during: instants), in: moment)
    }
}

extension EndpointTable.Match {
    var parameters: RouteParameters {
        if case .found(_, let parameters) = self { parameters } else { RouteParameters() }
    }

    var publishesKeys: Bool {
        guard case .found(let endpoint, _) = self, case .publishesKeys = endpoint.keyUse else { return false }
        return true
    }

    /// The authorization server that the path names, active or not.
    func server(in organization: Organization) -> AuthorizationServer? {
        guard case .found(let endpoint, let parameters) = self, case .authorizationServer = endpoint.subject else {
            return nil
        }
        guard let address = parameters["server"] else { return organization.contents.orgServer }
        return organization.authorizationServer(at: address)
    }
}

extension PublicDocumentCache.Place {
    /// Nil for a request with a query or an `Origin` field, or with a method other than GET and HEAD.
    init?(_ address: TenantAddress) {
        let request = address.request
        guard request.method == .get || request.method == .head, request.query == nil,
            !request.fields.contains("Origin")
        else { return nil }
        self.init(
            path: request.path,
            scheme: request.scheme,
            authority: request.authority,
            choice: address.choice
        )
    }
}
