import MockOktaFormats
import MockOktaHTTP

/// The endpoints of the control API.
enum ControlEndpoint: Sendable {
    case health, readClock, changeClock, advanceClock, reset
    case requests, removeRequests, countRequests, awaitRequests, events
    case faults, addFault, removeFaults, removeFault
    case mint, startSession, keys, rotateKeys
    case grants, revokeGrant, servers
    case fixtures, replaceFixtures, patchFixtures
    case orgs, createOrg, removeOrg
    case saveSnapshot, restoreSnapshot, removeSnapshot
    case certificateAuthority
    case console, consoleFile

    static let routes: RouteTable<ControlEndpoint> = {
        var table = RouteTable<ControlEndpoint>()
        for (method, pattern, endpoint) in patterns { table.add(method, "/_mock" + pattern, endpoint) }
        return table
    }()

    private static let patterns: [(HTTPMethod, String, ControlEndpoint)] = [
        (.get, "/health", .health),
        (.get, "/clock", .readClock), (.put, "/clock", .changeClock), (.post, "/clock/advance", .advanceClock),
        (.post, "/reset", .reset),
        (.get, "/requests", .requests), (.delete, "/requests", .removeRequests),
        (.get, "/requests/count", .countRequests), (.get, "/requests/wait", .awaitRequests),
        (.get, "/events", .events),
        (.get, "/faults", .faults), (.post, "/faults", .addFault), (.delete, "/faults", .removeFaults),
        (.delete, "/faults/{id}", .removeFault),
        (.post, "/tokens", .mint), (.post, "/sessions", .startSession), (.get, "/keys", .keys),
        (.post, "/keys/rotate", .rotateKeys),
        (.get, "/grants", .grants), (.delete, "/grants/{id}", .revokeGrant), (.get, "/servers", .servers),
        (.get, "/fixtures", .fixtures), (.put, "/fixtures", .replaceFixtures), (.patch, "/fixtures", .patchFixtures),
        (.get, "/orgs", .orgs), (.put, "/orgs/{name}", .createOrg), (.delete, "/orgs/{name}", .removeOrg),
        (.put, "/snapshots/{name}", .saveSnapshot), (.post, "/snapshots/{name}/restore", .restoreSnapshot),
        (.delete, "/snapshots/{name}", .removeSnapshot),
        (.get, "/ca.pem", .certificateAuthority),
        (.get, "", .console), (.get, "/", .console), (.get, "/console/{name}", .consoleFile),
    ]

    /// Whether answering signs, makes keys or reads whole fixtures, which belongs on a worker thread.
    var isSlow: Bool {
        switch self {
        case .mint, .keys, .rotateKeys, .grants, .fixtures, .replaceFixtures, .patchFixtures, .createOrg: true
        default: false
        }
    }

    /// Whether the endpoint needs no control token, because it returns only static code.
    var needsNoToken: Bool {
        switch self {
        case .console, .consoleFile: true
        default: false
        }
    }

    func answer(_ context: ControlContext, _ parameters: RouteParameters) throws(ControlError) -> Reply {
        switch self {
        case .awaitRequests: try JournalControl.wait(context.request, context.tenant.journal)
        case .events: JournalControl.events(context.tenant.journal)
        default: .complete(try response(context, parameters))
        }
    }

    private func response(_ context: ControlContext, _ parameters: RouteParameters) throws(ControlError) -> HTTPResponse
    {
        let (request, tenant) = (context.request, context.tenant)
        switch self {
        case .health, .awaitRequests, .events: return Self.health(context)
        case .readClock: return ClockControl.read(tenant)
        case .changeClock: return try ClockControl.change(request, tenant)
        case .advanceClock: return try ClockControl.advance(request, tenant)
        case .reset: return try Self.reset(context)
        case .requests: return try JournalControl.list(request, tenant.journal)
        case .countRequests: return try JournalControl.count(request, tenant.journal)
        case .removeRequests: return JournalControl.removeAll(tenant.journal)
        case .faults: return FaultControl.list(tenant.faults)
        case .addFault: return try FaultControl.add(request, tenant.faults)
        case .removeFaults: return FaultControl.removeAll(tenant.faults)
        case .removeFault: return try FaultControl.remove(parameters["id"] ?? "", tenant.faults)
        case .mint: return try TokenControl.mint(context)
        case .startSession: return try SessionControl.start(context)
        case .keys: return try KeyControl.list(context)
        case .rotateKeys: return try KeyControl.rotate(context)
        case .grants: return try GrantControl.list(context)
        case .revokeGrant: return try GrantControl.revoke(parameters["id"] ?? "", context)
        case .servers: return ServerControl.list(context)
        case .fixtures: return try FixtureControl.read(context)
        case .replaceFixtures: return try FixtureControl.replace(context)
        case .patchFixtures: return try FixtureControl.patch(context)
        case .orgs: return OrgControl.list(context)
        case .createOrg: return try OrgControl.create(parameters["name"] ?? "", context)
        case .removeOrg: return try OrgControl.remove(parameters["name"] ?? "", context)
        case .saveSnapshot: return SnapshotControl.save(parameters["name"] ?? "", context)
        case .restoreSnapshot: return try SnapshotControl.restore(parameters["name"] ?? "", context)
        case .removeSnapshot: return try SnapshotControl.remove(parameters["name"] ?? "", context)
        case .certificateAuthority: return try Self.certificateAuthority(context)
        case .console: return Console.page(context)
        case .consoleFile: return try Console.file(parameters["name"] ?? "")
        }
    }

    static func health(_ context: ControlContext) -> HTTPResponse {
        let seed = JSON.integer(Int(clamping: context.tenant.seed))
        return ControlResponse.json(
            .ok,
            ["status": "UP", "version": .string(ControlFeature.version), "seed": seed]
        )
    }

    private static func reset(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["keep"])
        context.tenant.reset(keeping: Set(try body.words("keep", of: ResetPart.self)))
        return HTTPResponse(.noContent)
    }

    private static func certificateAuthority(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        guard let pem = context.access.certificateAuthority else {
            throw ControlError(.notFound, "this server made no CA: it serves no TLS, or uses a certificate from a file")
        }
        return HTTPResponse(.ok, fields: ["Content-Type": "application/x-pem-file"], body: Array(pem.utf8))
    }
}
