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

    /// Signatures, keys and whole fixtures belong on a worker thread.
    var isSlow: Bool {
        switch self {
        case .mint, .keys, .rotateKeys, .grants, .fixtures, .replaceFixtures, .patchFixtures, .createOrg: true
        default: false
        }
    }

    /// Whether it is told to everybody whom the door lets in: code without anything of the org in it.
    var needsNoToken: Bool {
        switch self {
        case .console, .consoleFile: true
        default: false
        }
    }

    func answer(_ call: ControlCall, _ parameters: RouteParameters) throws(ControlError) -> Reply {
        switch self {
        case .awaitRequests: try JournalControl.wait(call.request, call.tenant.journal)
        case .events: JournalControl.events(call.tenant.journal)
        default: .complete(try response(call, parameters))
        }
    }

    private func response(_ call: ControlCall, _ parameters: RouteParameters) throws(ControlError) -> HTTPResponse {
        let (request, tenant) = (call.request, call.tenant)
        switch self {
        case .health, .awaitRequests, .events: return Self.health(call)
        case .readClock: return ClockControl.read(tenant)
        case .changeClock: return try ClockControl.change(request, tenant)
        case .advanceClock: return try ClockControl.advance(request, tenant)
        case .reset: return try Self.reset(call)
        case .requests: return try JournalControl.list(request, tenant.journal)
        case .countRequests: return try JournalControl.count(request, tenant.journal)
        case .removeRequests: return JournalControl.removeAll(tenant.journal)
        case .faults: return FaultControl.list(tenant.faults)
        case .addFault: return try FaultControl.add(request, tenant.faults)
        case .removeFaults: return FaultControl.removeAll(tenant.faults)
        case .removeFault: return try FaultControl.remove(parameters["id"] ?? "", tenant.faults)
        case .mint: return try TokenControl.mint(call)
        case .startSession: return try SessionControl.start(call)
        case .keys: return try KeyControl.list(call)
        case .rotateKeys: return try KeyControl.rotate(call)
        case .grants: return try GrantControl.list(call)
        case .revokeGrant: return try GrantControl.revoke(parameters["id"] ?? "", call)
        case .servers: return ServerControl.list(call)
        case .fixtures: return try FixtureControl.read(call)
        case .replaceFixtures: return try FixtureControl.replace(call)
        case .patchFixtures: return try FixtureControl.patch(call)
        case .orgs: return OrgControl.list(call)
        case .createOrg: return try OrgControl.create(parameters["name"] ?? "", call)
        case .removeOrg: return try OrgControl.remove(parameters["name"] ?? "", call)
        case .saveSnapshot: return SnapshotControl.save(parameters["name"] ?? "", call)
        case .restoreSnapshot: return try SnapshotControl.restore(parameters["name"] ?? "", call)
        case .removeSnapshot: return try SnapshotControl.remove(parameters["name"] ?? "", call)
        case .certificateAuthority: return try Self.certificateAuthority(call)
        case .console: return Console.page(call)
        case .consoleFile: return try Console.file(parameters["name"] ?? "")
        }
    }

    static func health(_ call: ControlCall) -> HTTPResponse {
        let seed = JSON.integer(Int(clamping: call.tenant.seed))
        return ControlAnswer.json(
            .ok,
            ["status": "UP", "version": .string(ControlFeature.version), "seed": seed]
        )
    }

    private static func reset(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(call.request, allowed: ["keep"])
        call.tenant.reset(keeping: Set(try body.words("keep", of: ResetPart.self)))
        return HTTPResponse(.noContent)
    }

    private static func certificateAuthority(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        guard let pem = call.access.certificateAuthority else {
            throw ControlError(.notFound, "this double has made no CA: it serves no TLS, or with a given certificate")
        }
        return HTTPResponse(.ok, fields: ["Content-Type": "application/x-pem-file"], body: Array(pem.utf8))
    }
}
