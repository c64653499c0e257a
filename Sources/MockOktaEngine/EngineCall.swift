import MockOktaAuthorization
import MockOktaControl
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// One request on its way: fault before, endpoint, Okta's fields, fault after.
struct EngineCall {
    private let sight: RequestContext
    private(set) var notes = ExchangeNotes()
    private let linksControl: Bool
    private var random: SeededRandom

    init(_ sight: RequestContext, linksControl: Bool) {
        self.sight = sight
        self.linksControl = linksControl
        random = sight.tenant.nextRandom()
    }

    private var request: HTTPRequest { sight.request }
    private var snapshot: OrgSnapshot { sight.snapshot }
    private var tenant: Tenant { sight.tenant }

    mutating func reply(spoiledBy fault: TriggeredFault) -> Reply {
        let reply = undelayedReply(fault)
        guard let delay = fault.delay else { return reply }
        return .later(reply, after: .microseconds(delay.microseconds))
    }

    private mutating func undelayedReply(_ fault: TriggeredFault) -> Reply {
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
    private mutating func instead(_ fault: TriggeredFault) -> HTTPResponse? {
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
        (state ?? tenant.rateLimits.exhausted(at: snapshot.now)).announce(in: &response.fields)
        OktaFields.addRequestID(to: &response.fields, &random)
        return readable(response)
    }

    /// Whatever may read the endpoint's answers from a browser may read the fault's.
    private func readable(_ response: HTTPResponse) -> HTTPResponse {
        guard case .found(let endpoint, _) = sight.match else { return response }
        var response = response
        CrossOrigin.allow(request, endpoint, in: snapshot, &response)
        return response
    }

    private mutating func finish(_ response: HTTPResponse) -> HTTPResponse {
        guard case .found(let endpoint, let parameters) = sight.match else { return response }
        var response = readable(response)
        addOktaFields(endpoint, parameters, &response)
        return response
    }

    private func keys(_ set: FaultEffect.KeySet) -> HTTPResponse? {
        guard sight.match.isForKeys, let server = sight.server else { return nil }
        return readable(KeySetAnswer.response(set, server, tenant.keys))
    }

    private mutating func addOktaFields(
        _ endpoint: AuthorizationEndpoint,
        _ parameters: RouteParameters,
        _ response: inout HTTPResponse
    ) {
        OktaFields.add(
            to: &response,
            sight.request,
            endpoint,
            isOrg: parameters["server"] == nil,
            at: sight.snapshot.now,
            sight.tenant.rateLimits,
            isEnforced: sight.enforcesRateLimits,
            &random
        )
    }
}

extension EngineCall {
    /// What is answered where no fault acts.
    mutating func answer() -> HTTPResponse {
        // Read off what never changes: to ask the call itself would copy it, notes and all.
        let (request, snapshot) = (sight.request, sight.snapshot)
        switch sight.match {
        case .found(let endpoint, let parameters):
            if let refused = enforceRateLimit(endpoint, parameters) { return refused }
            var response = AuthorizationFeature.answer(
                request,
                at: endpoint,
                of: sight.server,
                addressed: parameters["server"],
                in: snapshot,
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
            return isRead ? HomePage.response(snapshot, linksControl: linksControl) : answer(allowing: [.get, .head])
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
        guard sight.enforcesRateLimits,
            let bucket = RateLimits.Bucket(endpoint, isOrg: parameters["server"] == nil),
            let state = sight.tenant.rateLimits.exhaustedState(of: bucket, at: sight.snapshot.now)
        else { return nil }
        return tooManyRequests(state, why: "mock.rateLimits is enforce and the window's calls are used up")
    }
}
