import MockOktaAuthorization
package import MockOktaControl
import MockOktaFormats
package import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The double as a function, a request in and an answer out; it knows no socket, file or wall clock.
package struct Engine: Responder {
    typealias Match = RouteTable<AuthorizationEndpoint>.Match

    /// The main org and those beside it.
    package let tenants: Tenants
    private let urls: URLOptions
    private let routes: RouteTable<AuthorizationEndpoint>
    private let observe: @Sendable (JournalEntry) -> Void
    /// Copies with another door serve other ports.
    package var access: ControlAccess

    package init(
        tenant: Tenant,
        urls: URLOptions,
        access: ControlAccess = ControlAccess(),
        observe: @escaping @Sendable (JournalEntry) -> Void = { _ in }
    ) {
        tenants = Tenants(main: tenant)
        self.urls = urls
        self.access = access
        self.observe = observe
        var routes = RouteTable<AuthorizationEndpoint>()
        for endpoint in AuthorizationEndpoint.allCases {
            for pattern in endpoint.patterns {
                for method in endpoint.methods { routes.add(method, pattern, endpoint) }
            }
        }
        self.routes = routes
    }

    package func dateSeconds() -> Int64 { tenants.main.now.seconds }

    package func work(on request: HTTPRequest) -> Work {
        let address = TenantAddress(request, urls, orgPort: access.orgPort)
        let tenant = tenants.tenant(address.name)
        if ControlFeature.owns(address.request.path) {
            let isSlow = ControlFeature.isSlow(address.request)
            return isSlow ? .slow { control(address, tenant) } : .done(control(address, tenant))
        }
        let match = routes.match(address.request.method, path: address.request.path)
        if mustWaitForKey(match, tenant) { return .slow { respond(address, match, tenant) } }
        return maySign(match) ? .heavy { respond(address, match, tenant) } : .done(respond(address, match, tenant))
    }

    private func maySign(_ match: Match) -> Bool {
        if case .found(let endpoint, _) = match { endpoint.maySign } else { false }
    }

    /// Whether a key that the request needs is still to be made, which takes as long as hundreds of signatures.
    private func mustWaitForKey(_ match: Match, _ tenant: Tenant) -> Bool {
        guard case .found(let endpoint, let parameters) = match, endpoint.needsKey else { return false }
        let organization = tenant.organization
        let server = parameters["server"].map(organization.authorizationServer(at:)) ?? organization.contents.orgServer
        return server.map { !tenant.keys.isReady($0, at: tenant.now) } ?? false
    }

    private func respond(_ address: TenantAddress, _ match: Match, _ tenant: Tenant) -> Reply {
        guard access.door != .controlOnly else {
            return .complete(ControlError(.notFound, "this port serves /_mock only").response)
        }
        let request = address.request
        let world = tenant.world(address.urls)
        if let preflight = preflight(request, world) { return .complete(preflight) }
        let linksControl = access.isEnabled && access.door == .both
        var call = EngineCall(
            request: request,
            match: match,
            world: world,
            tenant: tenant,
            linksControl: linksControl
        )
        let reply = call.reply()
        record(call, reply, tenant)
        return address.name == nil ? reply : reply.dated(world.now)
    }

    private func control(_ address: TenantAddress, _ tenant: Tenant) -> Reply {
        let call = ControlCall(
            address.request,
            urls: address.urls,
            origin: urls.origin(of: address.request),
            pinnedURL: urls.base,
            tenant: tenant,
            orgs: tenants,
            access: access
        )
        let reply = ControlFeature.answer(call)
        return address.name == nil ? reply : reply.dated(tenant.now)
    }

    /// Leaves the exchange in the journal before the client can know of it.
    private func record(_ call: EngineCall, _ reply: Reply, _ tenant: Tenant) {
        let entry = tenant.journal.append(
            call.request,
            at: call.world.now,
            status: reply.status,
            notes: call.notes,
            fault: call.fault?.id
        )
        observe(entry)
    }

    private func preflight(_ request: HTTPRequest, _ world: World) -> HTTPResponse? {
        guard request.method == .options, request.fields.contains("Origin"),
            let wanted = request.fields["Access-Control-Request-Method"],
            case .found(let endpoint, _) = routes.match(HTTPMethod(rawValue: wanted), path: request.path)
        else { return nil }
        return CrossOrigin.preflight(request, endpoint, in: world)
    }
}

extension Reply {
    /// The reply with the date of a tenant whose clock is its own.
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
        case .spoiled(let response, let spoiling): .spoiled(dated(response), spoiling)
        case .promised, .silence: self
        }
    }

    /// The status that the client gets to see; nil where it gets none.
    fileprivate var status: HTTPStatus? {
        switch self {
        case .complete(let response), .feed(let response, _), .spoiled(let response, _): response.status
        case .later(let reply, _): reply.status
        case .promised, .silence: nil
        }
    }
}
