import MockOktaAuthorization
import MockOktaControl
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Processes one request in order: faults that replace the answer, the endpoint, Okta's header fields, other faults.
struct Exchange {
    private let tenantRequest: TenantRequest
    private var context: RequestContext
    /// Why the request is refused before its endpoint is asked.
    private var failure: Refusal?

    init(_ tenantRequest: TenantRequest, _ access: ControlAccess) {
        self.tenantRequest = tenantRequest
        context = RequestContext(
            request: tenantRequest.request,
            pathParameters: tenantRequest.match.parameters,
            server: tenantRequest.server ?? tenantRequest.snapshot.organization.contents.orgServer,
            snapshot: tenantRequest.snapshot,
            editor: tenantRequest.tenant,
            history: tenantRequest.tenant.journal,
            linksControl: access.linksControl,
            isControlOpen: access.isOpen,
            random: tenantRequest.tenant.nextRandom()
        )
    }

    /// The journal's record of the exchange.
    var record: ExchangeRecord { context.record }

    private var request: HTTPRequest { tenantRequest.request }
    private var snapshot: OrgSnapshot { tenantRequest.snapshot }
    private var tenant: Tenant { tenantRequest.tenant }

    /// Returns the fault that acts on the request; a request whose user cannot be read has none, and is refused.
    mutating func fault() -> TriggeredFault? {
        do throws(Refusal) {
            return try tenantRequest.fault()
        } catch {
            failure = error
            return nil
        }
    }

    mutating func reply(under fault: TriggeredFault) -> Reply {
        let reply = undelayedReply(fault)
        guard let delay = fault.delay else { return reply }
        return .later(reply, after: .microseconds(delay.microseconds))
    }

    private mutating func undelayedReply(_ fault: TriggeredFault) -> Reply {
        if case .noResponse(let kind) = fault.effect.answer {
            context.record.why = "fault \(fault.id)"
            return .noResponse(kind)
        }
        var response = instead(fault) ?? answer()
        // An endpoint that refused the request has recorded its own reason.
        if !fault.letsOthersAct, context.record.why == nil { context.record.why = "fault \(fault.id)" }
        fault.rateLimit?.announce(in: &response.fields)
        return fault.effect.reply(fault.effect.applied(to: response))
    }

    /// The answer of a fault that replaces the endpoint; nil where the endpoint answers.
    private mutating func instead(_ fault: TriggeredFault) -> HTTPResponse? {
        guard fault.actsBefore, let answer = fault.effect.answer else { return nil }
        switch answer {
        case .response(let response): return finish(response)
        case .oauth(let row): return finish(refuse(Refusal(row, why: "fault \(fault.id)")))
        case .okta(let row) where row.status == 429: return tooManyRequests(nil, why: "fault \(fault.id)")
        case .okta(let row): return finish(refuse(Refusal(row, why: "fault \(fault.id)")))
        case .rateLimit, .bucket: return tooManyRequests(fault.rateLimit, why: "fault \(fault.id)")
        case .keys(let set): return keys(set)
        case .noResponse: return nil
        }
    }

    /// Records and renders a refusal that replaces the endpoint's answer, in the endpoint's format.
    private mutating func refuse(_ refusal: Refusal) -> HTTPResponse {
        if case .oauth = refusal.answer, case .found(let endpoint, _) = tenantRequest.match {
            return endpoint.refuse(refusal, &context)
        }
        return context.refuse(refusal)
    }

    /// Okta's 429: the rate-limit fields, no caching fields, no `Retry-After` (Okta, "Rate limits").
    private mutating func tooManyRequests(_ state: RateLimitState?, why: String) -> HTTPResponse {
        let refusal = Refusal(.tooManyRequests, why: why)
        var response = refuse(refusal)
        for name in ["Cache-Control", "Pragma", "Expires"] { response.fields.remove(name) }
        OktaFields.addToRefusedByRateLimit(&response, request)
        (state ?? tenant.rateLimits.exhausted(at: snapshot.now)).announce(in: &response.fields)
        OktaFields.addRequestID(to: &response.fields, &context.random)
        return readable(response)
    }

    /// Adds the CORS fields of the endpoint to a fault's answer, so that the same pages can read both.
    private func readable(_ response: HTTPResponse) -> HTTPResponse {
        guard case .found(let endpoint, _) = tenantRequest.match else { return response }
        var response = response
        CrossOrigin.allow(request, endpoint, in: snapshot, &response)
        return response
    }

    private mutating func finish(_ response: HTTPResponse) -> HTTPResponse {
        guard case .found(let endpoint, let parameters) = tenantRequest.match else { return response }
        var response = readable(response)
        addOktaFields(endpoint, parameters, &response)
        return response
    }

    private func keys(_ set: FaultEffect.KeySet) -> HTTPResponse? {
        guard tenantRequest.match.publishesKeys, let server = tenantRequest.server else { return nil }
        return readable(KeySetAnswer.response(set, server, tenant.keys, at: snapshot.now))
    }

    private mutating func addOktaFields(
        _ endpoint: Endpoint,
        _ parameters: RouteParameters,
        _ response: inout HTTPResponse
    ) {
        OktaFields.add(
            to: &response,
            tenantRequest.request,
            endpoint,
            isOrg: parameters["server"] == nil,
            at: tenantRequest.snapshot.now,
            tenantRequest.tenant.rateLimits,
            isEnforced: tenantRequest.enforcesRateLimits,
            &context.random
        )
    }
}

extension Exchange {
    /// The answer where no fault acts.
    mutating func answer() -> HTTPResponse {
        switch tenantRequest.match {
        case .found(let endpoint, let parameters):
            if let refused = enforceRateLimit(endpoint, parameters) { return refused }
            if let failure { return finish(endpoint.refuse(failure, &context)) }
            var response = refuseRepeatedFields() ?? refuseManyParameters(endpoint) ?? answer(endpoint, parameters)
            CrossOrigin.allow(request, endpoint, in: snapshot, &response)
            if context.record.why == nil {
                context.record.why = CrossOrigin.whyHidden(request, endpoint, in: snapshot)
            }
            addOktaFields(endpoint, parameters, &response)
            return response
        case .methodNotAllowed(let allowed, let endpoint, let parameters):
            // A missing server takes precedence over a method that is not supported.
            guard var refused = refuseMissingServer(endpoint, parameters) else { return answer(allowing: allowed) }
            OktaFields.addCommon(to: &refused)
            return refused
        case .notFound where request.path == "*":
            return answer(allowing: [.get, .head, .post])
        case .notFound:
            let hint = snapshot.hint(forPath: request.path)
            let refusal = Refusal(.pathNotFound, why: "no endpoint has the path \(ShownText.path(request.path))" + hint)
            context.record.note(refusal)
            var response =
                prefersHTML
                ? ErrorPage.notFound(why: "nothing is served at this address" + hint)
                : ErrorAnswer.json(refusal, random: &context.random)
            OktaFields.addCommon(to: &response)
            CrossOrigin.allowTrusted(request, in: snapshot, &response)
            return response
        }
    }

    private mutating func answer(_ endpoint: Endpoint, _ parameters: RouteParameters) -> HTTPResponse {
        if let refused = refuseMissingServer(endpoint, parameters) { return refused }
        if case .authorizationServer = endpoint.subject {
            context.record.server = context.server.address ?? context.server.id.rawValue
        }
        return endpoint.answer(&context)
    }

    /// Refuses a path that names no active authorization server; `TenantRequest.server` is nil for a wrong method.
    private mutating func refuseMissingServer(_ endpoint: Endpoint, _ parameters: RouteParameters) -> HTTPResponse? {
        guard case .authorizationServer = endpoint.subject, tenantRequest.server?.isActive != true,
            let address = parameters["server"],
            snapshot.organization.authorizationServer(at: address)?.isActive != true
        else { return nil }
        let refusal = Refusal(
            .resourceNotFound(address, "AuthorizationServer"),
            why: snapshot.organization.whyNoServer(address)
        )
        guard endpoint.isPage, prefersHTML else { return refuse(refusal) }
        context.record.note(refusal)
        return ErrorPage.notFound(why: refusal.why)
    }

    /// Refuses repeated fields that allow a single value: which value is meant is ambiguous (RFC 9110 §5.3).
    private mutating func refuseRepeatedFields() -> HTTPResponse? {
        for name in ["Authorization", "Origin"] where request.fields.count(of: name) > 1 {
            return context.refuse(Refusal(.invalidRequest, why: "the field \(name) was sent more than once"))
        }
        return nil
    }

    /// Refuses a query or form with so many parameters that looking each of them up would take long.
    private mutating func refuseManyParameters(_ endpoint: Endpoint) -> HTTPResponse? {
        let queryCount = request.query.map { Self.parameterCount($0.utf8.span) } ?? 0
        var count = queryCount + Self.parameterCount(request.body.span)
        guard count > StateLimit.fewestParameters else { return nil }
        // JSON may contain any number of these bytes; its type is read only where there are many.
        if let type = request.fields["Content-Type"], MediaType(type)?.subtype.hasSuffix("json") == true {
            count = queryCount
        }
        let limit = snapshot.organization.settings.limit(.parameters)
        return count > limit ? endpoint.refuse(.tooManyParameters(count, limit: limit), &context) : nil
    }

    private static func parameterCount(_ form: Span<UInt8>) -> Int {
        form.isEmpty ? 0 : form.count(of: UInt8(ascii: "&")) + 1
    }

    private var prefersHTML: Bool { Accept(request.fields).prefers("text/html", over: "application/json") }

    /// Answers OPTIONS with the methods of the resource (RFC 9110 §9.3.7); refuses other methods with the same list.
    ///
    /// A preflight reaches this function when its origin may not make the request, so it is refused too.
    private mutating func answer(allowing methods: [HTTPMethod]) -> HTTPResponse {
        let wanted = request.fields["Access-Control-Request-Method"]
        let isPreflight = wanted != nil
        let names = (methods + (isPreflight ? [] : [.options])).map(\.rawValue).joined(separator: ", ")
        guard request.method != .options || isPreflight else {
            return HTTPResponse(.noContent, fields: ["Allow": names])
        }
        let isByOrigin = methods.contains { $0.rawValue == wanted }
        let why = isByOrigin ? CrossOrigin.whyRefused(request) : "\(request.path) is served to \(names)"
        var response = refuse(Refusal(.methodNotSupported, why: why))
        OktaFields.addCommon(to: &response)
        response.fields["Allow"] = names
        return response
    }

    private mutating func enforceRateLimit(
        _ endpoint: Endpoint,
        _ parameters: RouteParameters
    ) -> HTTPResponse? {
        guard tenantRequest.enforcesRateLimits,
            let bucket = RateLimits.Bucket(endpoint, isOrg: parameters["server"] == nil),
            let state = tenantRequest.tenant.rateLimits.exhaustedState(of: bucket, at: tenantRequest.snapshot.now)
        else { return nil }
        return tooManyRequests(state, why: "mock.rateLimits is enforce and the window's calls are used up")
    }
}
