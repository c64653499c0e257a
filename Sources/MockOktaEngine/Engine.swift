import MockOktaAuthorization
package import MockOktaControl
package import MockOktaEndpoints
import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing
import MockOktaManagement
import MockOktaModel

/// The server's logic as a function from request to response, without sockets, files or the system clock.
package struct Engine: Responder {
    /// The main org and the isolated orgs.
    package let tenants: Tenants
    private let urls: URLOptions
    private let endpoints: EndpointTable
    private let observe: @Sendable (JournalEntry) -> Void
    /// Fetches the key sets of clients; nil where the double sends no requests.
    private let fetcher: (any DocumentFetcher)?
    /// What this port serves; a copy of the engine with another `access` serves the control port.
    package var access: ControlAccess

    /// The endpoints of all features except the control API, which does not belong to an org.
    package static let endpoints = AuthorizationFeature.endpoints + ManagementFeature.endpoints

    /// A start makes the routes of the authorization servers only; the Management API has ten times as many.
    package static var table: EndpointTable {
        EndpointTable(first: AuthorizationFeature.endpoints, all: { endpoints })
    }

    package init(
        tenant: Tenant,
        urls: URLOptions,
        access: ControlAccess = ControlAccess(),
        endpoints: EndpointTable = Self.table,
        fetcher: (any DocumentFetcher)? = nil,
        observe: @escaping @Sendable (JournalEntry) -> Void = { _ in }
    ) {
        tenants = Tenants(main: tenant)
        self.endpoints = endpoints
        self.urls = urls
        self.access = access
        self.fetcher = fetcher
        self.observe = observe
    }

    package func dateSeconds() -> Int64 { tenants.main.now.seconds }

    /// Answers a request; where the store may wait, a worker thread does all of it.
    package func work(on request: HTTPRequest) -> Work {
        tenants.storeKind.isOutside ? .slow { result(of: prepareCaughtUp(request)) } : prepare(request)
    }

    /// Runs what remains of a request's work on this thread.
    private func result(of work: Work) -> Reply {
        switch work {
        case .done(let reply): reply
        case .slow(let rest): rest()
        case .heavy(let rest): result(of: rest())
        }
    }

    /// Reads what other processes have changed, where they may, before the request is answered.
    private func prepareCaughtUp(_ request: HTTPRequest) -> Work {
        guard tenants.storeKind.isShared else { return prepare(request) }
        return prepare(request, refusedBy: tenants.catchUp(with: TenantAddress(request, urls, orgPort: access.orgPort)))
    }

    private func prepare(_ request: HTTPRequest, refusedBy failure: Refusal? = nil) -> Work {
        let address = TenantAddress(request, urls, orgPort: access.orgPort)
        let tenant: Tenant
        do throws(Refusal) {
            guard let found = try self.tenant(of: address) else {
                return .done(.complete(ControlError.tooManyOrgs(tenants.limit).response))
            }
            tenant = found
        } catch {
            return .done(.complete(ControlError(.storeUnavailable, error.why).response))
        }
        if ControlFeature.owns(address.request.path) { return steer(address, tenant, failure) }
        let moment = tenant.moment
        if let known = published(address, tenant, moment) { return .done(known) }
        let match = endpoints.match(address.request.method, path: address.request.path).refused(by: failure, in: tenant)
        if case .found(let endpoint, _) = match, endpoint.weight.isHeavy {
            return .heavy { work(on: address, match, tenant, at: tenant.moment) }
        }
        return work(on: address, match, tenant, at: moment)
    }

    /// Returns the tenant of a request; nil where a new one would exceed the limit of isolated orgs.
    ///
    /// A request that needs no state, such as one for an unknown path, creates no tenant.
    private func tenant(of address: TenantAddress) throws(Refusal) -> Tenant? {
        guard let name = address.name else { return tenants.main }
        if let tenant = tenants.existing(name) { return tenant }
        let needsTenant: Bool
        if ControlFeature.owns(address.request.path) {
            needsTenant = ControlFeature.needsTenant(address.request)
        } else if case .found = endpoints.match(address.request.method, path: address.request.path) {
            needsTenant = true
        } else {
            needsTenant = false
        }
        return needsTenant ? try tenants.tenant(name) : try tenants.unmade()
    }

    /// Answers a request; deferred work uses the state at the time it runs.
    private func work(
        on address: TenantAddress,
        _ match: EndpointTable.Match,
        _ tenant: Tenant,
        at moment: Tenant.Version
    ) -> Work {
        let tenantRequest = TenantRequest(address, match, tenant)
        let needs = fetcher == nil ? [] : tenantRequest.missingKeySets
        if needs.isEmpty, !tenantRequest.mustGenerateKey, !tenantRequest.mayHashPassword {
            return .done(respond(tenantRequest, moment))
        }
        return .slow {
            if let fetcher { tenantRequest.fetch(needs, by: fetcher) }
            let moment = tenant.moment
            return respond(TenantRequest(address, match, tenant), moment)
        }
    }

    /// Answers from the cache of public documents, without a snapshot of the org; only the request id is new.
    private func published(_ address: TenantAddress, _ tenant: Tenant, _ moment: Tenant.Version) -> Reply? {
        guard let place = PublicDocumentCache.Place(address),
            let known = tenant.published.answer(at: place, in: moment),
            access.servesOrg, tenant.faults.isEmpty
        else { return nil }
        var random = tenant.nextRandom()
        let response = known.response(&random)
        let answer = RecordedAnswer(response, taking: tenant.duration(since: moment), isShared: true)
        record(address.request, of: tenant, at: moment.now, known.outcome, answer)
        let reply = Reply.complete(response)
        return address.name == nil ? reply : reply.dated(moment.now)
    }

    /// Answers a request.
    ///
    /// `moment` must have been read before the request's snapshot; otherwise an answer made from the former state could
    /// be cached under the new version.
    private func respond(_ tenantRequest: TenantRequest, _ moment: Tenant.Version) -> Reply {
        guard access.servesOrg else {
            return .complete(ControlError(.notFound, "this port serves /_mock only").response)
        }
        if let preflight = preflight(tenantRequest.request, tenantRequest.snapshot) { return .complete(preflight) }
        var exchange = Exchange(tenantRequest, access)
        let reply: Reply
        if let fault = exchange.fault() {
            reply = exchange.reply(under: fault)
            let response = reply.response
            let outcome = ExchangeOutcome(response?.status, exchange.record, fault: fault.id)
            record(tenantRequest, outcome, response, moment)
        } else {
            let response = exchange.answer()
            let outcome = ExchangeOutcome(response.status, exchange.record)
            tenantRequest.publish(response, outcome, moment)
            tenantRequest.keepTenant(after: response.status)
            record(tenantRequest, outcome, response, moment)
            reply = .complete(response)
        }
        return tenantRequest.hasOwnClock ? reply.dated(tenantRequest.snapshot.now) : reply
    }

    private func steer(_ address: TenantAddress, _ tenant: Tenant, _ failure: Refusal?) -> Work {
        if ControlFeature.needsTenant(address.request) { tenant.keep() }
        let isSlow = ControlFeature.isSlow(address.request)
        return isSlow ? .slow { control(address, tenant, failure) } : .done(control(address, tenant, failure))
    }

    private func control(_ address: TenantAddress, _ tenant: Tenant, _ failure: Refusal?) -> Reply {
        let call = ControlContext(
            address.request,
            urls: address.urls,
            origin: urls.origin(of: address.request),
            pinnedURL: urls.base,
            tenant: tenant,
            orgs: tenants,
            access: access,
            failure: failure?.why
        )
        let reply = ControlFeature.answer(call)
        return address.name == nil ? reply : reply.dated(tenant.now)
    }

    /// Adds the exchange to the journal before the client receives the answer.
    private func record(
        _ request: HTTPRequest,
        of tenant: Tenant,
        at now: Instant,
        _ outcome: ExchangeOutcome,
        _ answer: RecordedAnswer?
    ) {
        observe(tenant.journal.append(request, at: now, outcome, answer))
    }

    private func record(
        _ tenantRequest: TenantRequest,
        _ outcome: ExchangeOutcome,
        _ response: HTTPResponse?,
        _ moment: Tenant.Version
    ) {
        let tenant = tenantRequest.tenant
        let answer = response.map { RecordedAnswer($0, taking: tenant.duration(since: moment)) }
        record(tenantRequest.request, of: tenant, at: tenantRequest.snapshot.now, outcome, answer)
    }

    private func preflight(_ request: HTTPRequest, _ snapshot: OrgSnapshot) -> HTTPResponse? {
        guard request.method == .options, request.fields.contains("Origin"),
            let wanted = request.fields["Access-Control-Request-Method"]
        else { return nil }
        switch endpoints.match(HTTPMethod(rawValue: wanted), path: request.path) {
        case .found(let endpoint, _):
            let methods = endpoints.methods(at: request.path)
            return CrossOrigin.preflight(request, endpoint, methods: methods, in: snapshot)
        case .notFound: return CrossOrigin.preflightOfNothing(request, in: snapshot)
        case .methodNotAllowed: return nil
        }
    }
}

extension Reply {
    /// The reply with a `Date` field by the clock of an isolated tenant.
    fileprivate func dated(_ now: Instant) -> Reply {
        func dated(_ response: HTTPResponse) -> HTTPResponse {
            var response = response
            response.fields["Date"] = IMFFixdate.format(seconds: now.seconds)
            return response
        }
        return switch self {
        case .complete(let response): .complete(dated(response))
        case .later(let reply, let delay): .later(reply.dated(now), after: delay)
        case .feed(let response, let feed): .feed(dated(response), feed)
        case .corrupted(let response, let corruption): .corrupted(dated(response), corruption)
        case .longPoll, .noResponse: self
        }
    }

    /// The answer that the client receives; nil where it receives none.
    fileprivate var response: HTTPResponse? {
        switch self {
        case .complete(let response), .feed(let response, _), .corrupted(let response, _): response
        case .later(let reply, _): reply.response
        case .longPoll, .noResponse: nil
        }
    }
}
