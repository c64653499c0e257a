import MockOktaAuthorization
import MockOktaControl
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// One request on its way: fault before, endpoint, Okta's fields, fault after.
struct EngineCall {
    let request: HTTPRequest
    let world: World
    let fault: FiredFault?
    private(set) var notes = ExchangeNotes()
    private let match: RouteTable<AuthorizationEndpoint>.Match
    private let tenant: Tenant
    private let linksControl: Bool
    private var random: SeededRandom

    init(
        request: HTTPRequest,
        match: RouteTable<AuthorizationEndpoint>.Match,
        world: World,
        tenant: Tenant,
        linksControl: Bool
    ) {
        self.request = request
        self.match = match
        self.world = world
        self.tenant = tenant
        self.linksControl = linksControl
        random = tenant.nextRandom()
        fault = tenant.faults.isEmpty ? nil : Self.fault(request, match, world, tenant)
    }

    private static func fault(
        _ request: HTTPRequest,
        _ match: RouteTable<AuthorizationEndpoint>.Match,
        _ world: World,
        _ tenant: Tenant
    ) -> FiredFault? {
        let server = match.server(in: world.organization)
        let isForKeys = server != nil && match.isForKeys
        let facts = RequestFacts(request, server: server, isForKeys: isForKeys, in: world)
        return tenant.faults.take(facts, at: world.now, seed: tenant.seed)
    }

    mutating func reply() -> Reply {
        let reply = undelayedReply()
        guard let delay = fault?.delay else { return reply }
        return .later(reply, after: .microseconds(delay.microseconds))
    }

    private mutating func undelayedReply() -> Reply {
        guard let fault else { return .complete(answer()) }
        if case .silence(let silence) = fault.effect.answer {
            notes.why = "fault \(fault.id)"
            return .silence(silence)
        }
        var response = instead(fault) ?? answer()
        // An endpoint that refused has told its own reason.
        if !fault.letsOthersAct, notes.why == nil { notes.why = "fault \(fault.id)" }
        fault.rateLimit?.announce(in: &response.fields)
        return fault.effect.reply(fault.effect.applied(to: response))
    }

    /// What a fault answers in place of the endpoint.
    private mutating func instead(_ fault: FiredFault) -> HTTPResponse? {
        guard fault.actsBefore, let answer = fault.effect.answer else { return nil }
        switch answer {
        case .response(let response): return finish(response)
        case .oauth(let row): return finish(refuse(Refusal(row, why: "fault \(fault.id)")))
        case .okta(let row) where row.status == 429: return tooManyRequests(nil, why: "fault \(fault.id)")
        case .okta(let row): return finish(refuse(Refusal(row, why: "fault \(fault.id)")))
        case .rateLimit, .bucket: return tooManyRequests(fault.rateLimit, why: "fault \(fault.id)")
        case .keys(let set): return keys(set)
        case .silence: return nil
        }
    }

    private mutating func refuse(_ refusal: Refusal) -> HTTPResponse {
        notes.record(refusal)
        return ErrorAnswer.json(refusal, random: &random)
    }

    /// Okta's 429: the rate-limit fields, none about caching, no `Retry-After` (Okta, "Rate limits").
    private mutating func tooManyRequests(_ state: RateLimitState?, why: String) -> HTTPResponse {
        let refusal = Refusal(.tooManyRequests, why: why)
        var response = refuse(refusal)
        for name in ["Cache-Control", "Pragma", "Expires"] { response.fields.remove(name) }
        (state ?? tenant.rateLimits.exhausted(at: world.now)).announce(in: &response.fields)
        OktaFields.addRequestID(to: &response, &random)
        return readable(response)
    }

    /// Whatever may read the endpoint's answers from a browser may read the fault's.
    private func readable(_ response: HTTPResponse) -> HTTPResponse {
        guard case .found(let endpoint, _) = match else { return response }
        return CrossOrigin.allow(request, endpoint, in: world, response)
    }

    private mutating func finish(_ response: HTTPResponse) -> HTTPResponse {
        guard case .found(let endpoint, let parameters) = match else { return response }
        var response = readable(response)
        addOktaFields(endpoint, parameters, &response)
        return response
    }

    private func keys(_ set: FaultEffect.KeySet) -> HTTPResponse? {
        guard match.isForKeys, let server = match.server(in: world.organization) else { return nil }
        return readable(KeySetAnswer.response(set, server, tenant.keys))
    }

    private mutating func addOktaFields(
        _ endpoint: AuthorizationEndpoint,
        _ parameters: RouteParameters,
        _ response: inout HTTPResponse
    ) {
        OktaFields.add(
            to: &response,
            request,
            endpoint,
            isOrg: parameters["server"] == nil,
            at: world.now,
            tenant.rateLimits,
            isEnforced: world.organization.settings.enforcesRateLimits,
            &random
        )
    }
}

extension EngineCall {
    private mutating func answer() -> HTTPResponse {
        switch match {
        case .found(let endpoint, let parameters):
            if let refused = enforceRateLimit(endpoint, parameters) { return refused }
            var response = AuthorizationFeature.answer(
                request,
                at: endpoint,
                server: parameters["server"],
                in: world,
                linksControl: linksControl,
                random: &random,
                notes: &notes
            )
            addOktaFields(endpoint, parameters, &response)
            return response
        case .methodNotAllowed(let allowed):
            return answer(allowing: allowed)
        case .notFound where request.path == "/":
            let isRead = request.method == .get || request.method == .head
            return isRead ? HomePage.response(world, linksControl: linksControl) : answer(allowing: [.get, .head])
        case .notFound where request.path == "*":
            return answer(allowing: [.get, .head, .post])
        case .notFound:
            let refusal = Refusal(.pathNotFound, why: "no endpoint has the path \(request.path)")
            guard Accept(request.fields).prefers("text/html", over: "application/json") else { return refuse(refusal) }
            notes.record(refusal)
            return ErrorPage.notFound()
        }
    }

    /// To OPTIONS, the methods that a resource has (RFC 9110 §9.3.7); to others, a refusal with them.
    ///
    /// A preflight comes here when its origin may not have what it asks for, so it is refused too.
    private mutating func answer(allowing methods: [HTTPMethod]) -> HTTPResponse {
        let isPreflight = request.fields.contains("Access-Control-Request-Method")
        let names = (methods + (isPreflight ? [] : [.options])).map(\.rawValue).joined(separator: ", ")
        guard request.method != .options || isPreflight else {
            return HTTPResponse(.noContent, fields: ["Allow": names])
        }
        let why = "\(request.path) is served to \(names)"
        var response = refuse(Refusal(.methodNotSupported, why: why))
        OktaFields.addCommon(to: &response)
        response.fields["Allow"] = names
        return response
    }

    private mutating func enforceRateLimit(
        _ endpoint: AuthorizationEndpoint,
        _ parameters: RouteParameters
    ) -> HTTPResponse? {
        guard world.organization.settings.enforcesRateLimits,
            let bucket = RateLimits.Bucket(endpoint, isOrg: parameters["server"] == nil),
            let state = tenant.rateLimits.exhaustedState(of: bucket, at: world.now)
        else { return nil }
        return tooManyRequests(state, why: "mock.rateLimits is enforce and the window's calls are used up")
    }
}

extension RouteTable.Match where Endpoint == AuthorizationEndpoint {
    fileprivate var isForKeys: Bool {
        if case .found(.keys, _) = self { true } else { false }
    }

    /// The server that the path speaks of, active or not.
    fileprivate func server(in organization: Organization) -> AuthorizationServer? {
        guard case .found(_, let parameters) = self else { return nil }
        guard let address = parameters["server"] else { return organization.contents.orgServer }
        return organization.authorizationServer(at: address)
    }
}
