import MockOktaControl
import MockOktaEndpoints
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// A request for an org's endpoints and all that it sees: one state of the org, from start to end.
///
/// An object, because every step of an answer holds it.
final class TenantRequest: Sendable {
    let request: HTTPRequest
    let match: EndpointTable.Match
    let tenant: Tenant
    let snapshot: OrgSnapshot
    /// The server that the path speaks of, active or not.
    let server: AuthorizationServer?
    /// The clock of an org beside the main one is its own, and so is the date of what it answers.
    let hasOwnClock: Bool
    /// Asked for more often than a copy of all settings is worth.
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

    /// The fault that acts on the request, which it counts.
    func fault() -> TriggeredFault? {
        if tenant.faults.isEmpty { return nil }
        let isForKeys = server != nil && match.publishesKeys
        let facts = RequestFacts(request, server: server, isForKeys: isForKeys, in: snapshot)
        return tenant.faults.take(facts, at: snapshot.now, seed: tenant.seed)
    }

    /// Whether the answer takes a key that is still being made.
    var mustWait: Bool {
        guard case .found(let endpoint, _) = match, let server else { return false }
        if case .noKeys = endpoint.keyUse { return false }
        return !tenant.keys.isReady(server, at: snapshot.now)
    }

    /// Keeps an answer that others will get too.
    func publish(_ response: HTTPResponse, _ outcome: ExchangeOutcome, _ moment: Tenant.Version) {
        guard case .found(let endpoint, _) = match, endpoint.isPublicDocument, response.status == .ok, let place,
            let server
        else { return }
        // What says when it expires is true for a second.
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

    /// The authorization server that the path speaks of, active or not.
    func server(in organization: Organization) -> AuthorizationServer? {
        guard case .found(let endpoint, let parameters) = self, case .authorizationServer = endpoint.subject else {
            return nil
        }
        guard let address = parameters["server"] else { return organization.contents.orgServer }
        return organization.authorizationServer(at: address)
    }
}

extension PublicDocumentCache.Place {
    /// Nil for a request that asks for more than what is published, or whose answer names its origin.
    init?(_ address: TenantAddress) {
        let request = address.request
        guard request.query == nil, !request.fields.contains("Origin"),
            request.method == .get || request.method == .head
        else { return nil }
        self.init(
            path: request.path,
            scheme: request.scheme,
            authority: request.authority,
            choice: address.choice
        )
    }
}
