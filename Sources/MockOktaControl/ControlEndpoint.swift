import MockOktaHTTP

/// An endpoint of the control API: one row of the table.
struct ControlEndpoint: Sendable {
    /// The clients that may call an endpoint.
    enum Caller {
        /// Every client of the main port.
        case everyone
        /// As `everyone`, and a browser that follows a link from another site: the endpoint returns only static code.
        case visitors
        /// Clients that may use the control API.
        case controllers
    }

    /// The amount of work that an answer takes.
    enum Weight {
        case light
        /// The endpoint signs, generates keys, or reads whole fixtures or the whole journal, which requires a worker
        /// thread.
        case slow
    }

    typealias Handler = @Sendable (ControlContext, RouteParameters) throws(ControlError) -> Reply

    let method: HTTPMethod
    /// The path below `/_mock`.
    let path: String
    let description: EndpointDescription
    let weight: Weight
    let caller: Caller
    let answer: Handler

    /// Creates an endpoint that streams or waits.
    private init(
        streaming method: HTTPMethod,
        _ path: String,
        _ description: EndpointDescription,
        _ weight: Weight = .light,
        _ answer: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.description = description
        self.answer = answer
        self.weight = weight
        caller = .controllers
    }

    private init(
        _ method: HTTPMethod,
        _ path: String,
        _ description: EndpointDescription,
        _ weight: Weight = .light,
        _ caller: Caller = .controllers,
        _ answer: @escaping @Sendable (ControlContext, RouteParameters) throws(ControlError) -> HTTPResponse
    ) {
        self.method = method
        self.path = path
        self.description = description
        self.weight = weight
        self.caller = caller
        self.answer = { (context, parameters) throws(ControlError) in .complete(try answer(context, parameters)) }
    }

    static let routes: RouteTable<ControlEndpoint> = {
        var table = RouteTable<ControlEndpoint>()
        for endpoint in all { table.add(endpoint.method, ControlFeature.prefix + endpoint.path, endpoint) }
        return table
    }()

    static let all = server + journal + messages + faults + issuing + organization

    private static let server: [ControlEndpoint] = [
        .init(.get, "/health", .health, .light, .everyone) { context, _ in HealthControl.read(context) },
        .init(.get, "/store", .store) { context, _ in StoreControl.read(context) },
        .init(.get, "/openapi.json", .openAPI) { context, _ in OpenAPIDocument.read(context) },
        .init(.get, "/ca.pem", .certificate) { (context, _) throws(ControlError) in try CertificateControl.read(context)
        },
        .init(.get, "", .console, .light, .visitors) { context, _ in Console.page(context) },
        .init(.get, "/", .console, .light, .visitors) { context, _ in Console.page(context) },
        .init(.get, "/openapi", .openAPIPage, .light, .visitors) { context, _ in Console.openAPI(context) },
        .init(.get, "/client", .client, .light, .visitors) { context, _ in Console.client(context) },
        .init(.get, "/client/callback", .client, .light, .visitors) { context, _ in Console.client(context) },
        .init(.get, "/console/{name}", .consoleFile, .light, .visitors) { (_, parameters) throws(ControlError) in
            try Console.file(parameters["name"] ?? "")
        },
    ]

    private static let journal: [ControlEndpoint] = [
        .init(.get, "/requests", .requests, .slow) { (context, _) throws(ControlError) in
            try JournalControl.list(context)
        },
        .init(.delete, "/requests", .removeRequests) { (context, _) throws(ControlError) in
            try JournalControl.removeAll(context)
        },
        .init(.get, "/requests/count", .countRequests, .slow) { (context, _) throws(ControlError) in
            try JournalControl.count(context)
        },
        .init(streaming: .get, "/requests/wait", .waitForRequest, .slow) { (context, _) throws(ControlError) in
            try JournalControl.wait(context)
        },
        .init(.get, "/requests/{id}", .readRequest, .slow) { (context, parameters) throws(ControlError) in
            try JournalControl.read(parameters["id"] ?? "", context)
        },
        .init(.get, "/requests.har", .archive, .slow) { (context, _) throws(ControlError) in
            try JournalControl.archive(context)
        },
        .init(.get, "/gaps", .gaps, .slow) { context, _ in GapControl.list(context) },
        .init(streaming: .get, "/events", .events) { (context, _) throws(ControlError) in
            try JournalControl.events(context)
        },
    ]

    private static let messages: [ControlEndpoint] = [
        .init(.get, "/messages", .messages) { (context, _) throws(ControlError) in try MessageControl.list(context) },
        .init(.delete, "/messages", .removeMessages) { (context, _) throws(ControlError) in
            try MessageControl.removeAll(context)
        },
        .init(streaming: .get, "/messages/wait", .waitForMessage) { (context, _) throws(ControlError) in
            try MessageControl.wait(context)
        },
    ]

    private static let faults: [ControlEndpoint] = [
        .init(.get, "/faults", .faults) { context, _ in FaultControl.list(context) },
        .init(.post, "/faults", .addFault) { (context, _) throws(ControlError) in try FaultControl.add(context) },
        .init(.delete, "/faults", .removeFaults) { (context, _) throws(ControlError) in
            try FaultControl.removeAll(context)
        },
        .init(.get, "/faults/{id}", .readFault, .slow) { (context, parameters) throws(ControlError) in
            try FaultControl.read(parameters["id"] ?? "", context)
        },
        .init(.delete, "/faults/{id}", .removeFault) { (context, parameters) throws(ControlError) in
            try FaultControl.remove(parameters["id"] ?? "", context)
        },
    ]

    private static let issuing: [ControlEndpoint] = [
        .init(.post, "/tokens", .mint, .slow) { (context, _) throws(ControlError) in try TokenControl.mint(context) },
        .init(.post, "/tokens/explain", .explain, .slow) { (context, _) throws(ControlError) in
            try ExplainControl.explain(context)
        },
        .init(.post, "/claims/evaluate", .evaluateClaims, .slow) { (context, _) throws(ControlError) in
            try ClaimControl.evaluate(context)
        },
        .init(.get, "/sessions", .sessions, .slow) { (context, _) throws(ControlError) in
            try SessionControl.list(context)
        },
        .init(.delete, "/sessions/{id}", .endSession) { (context, parameters) throws(ControlError) in
            try SessionControl.end(parameters["id"] ?? "", context)
        },
        .init(.post, "/sessions", .startSession) { (context, _) throws(ControlError) in
            try SessionControl.start(context)
        },
        .init(.get, "/keys", .keys, .slow) { (context, _) throws(ControlError) in try KeyControl.list(context) },
        .init(.post, "/keys/rotate", .rotateKeys, .slow) { (context, _) throws(ControlError) in
            try KeyControl.rotate(context)
        },
        .init(.get, "/grants", .grants, .slow) { (context, _) throws(ControlError) in try GrantControl.list(context) },
        .init(.delete, "/grants/{id}", .revokeGrant) { (context, parameters) throws(ControlError) in
            try GrantControl.revoke(parameters["id"] ?? "", context)
        },
        .init(.get, "/pending", .pending, .slow) { (context, _) throws(ControlError) in
            try DecisionControl.pending(context)
        },
        .init(.post, "/device/{code}", .decideDevice) { (context, parameters) throws(ControlError) in
            try DecisionControl.device(parameters["code"] ?? "", context)
        },
        .init(.post, "/ciba/{id}", .decideBackchannel) { (context, parameters) throws(ControlError) in
            try DecisionControl.backchannel(parameters["id"] ?? "", context)
        },
        .init(.post, "/push/{user}", .decidePush) { (context, parameters) throws(ControlError) in
            try PushControl.decide(parameters["user"] ?? "", context)
        },
    ]

    private static let organization: [ControlEndpoint] = [
        .init(.get, "/servers", .servers) { context, _ in ServerControl.list(context) },
        .init(.get, "/clock", .readClock) { context, _ in ClockControl.read(context) },
        .init(.put, "/clock", .changeClock) { (context, _) throws(ControlError) in try ClockControl.change(context) },
        .init(.post, "/clock/advance", .advanceClock) { (context, _) throws(ControlError) in
            try ClockControl.advance(context)
        },
        .init(.post, "/reset", .reset) { (context, _) throws(ControlError) in try ResetControl.reset(context) },
        .init(.get, "/fixtures", .readFixtures, .slow) { (context, _) throws(ControlError) in
            try FixtureControl.read(context)
        },
        .init(.put, "/fixtures", .replaceFixtures, .slow) { (context, _) throws(ControlError) in
            try FixtureControl.replace(context)
        },
        .init(.patch, "/fixtures", .patchFixtures, .slow) { (context, _) throws(ControlError) in
            try FixtureControl.patch(context)
        },
        .init(.get, "/orgs", .orgs) { context, _ in OrgControl.list(context) },
        .init(.put, "/orgs/{name}", .createOrg, .slow) { (context, parameters) throws(ControlError) in
            try OrgControl.create(parameters["name"] ?? "", context)
        },
        .init(.delete, "/orgs/{name}", .removeOrg) { (context, parameters) throws(ControlError) in
            try OrgControl.remove(parameters["name"] ?? "", context)
        },
        .init(.get, "/snapshots", .snapshots) { (context, _) throws(ControlError) in
            try SnapshotControl.list(context)
        },
        .init(.put, "/snapshots/{name}", .saveSnapshot) { (context, parameters) throws(ControlError) in
            try SnapshotControl.save(parameters["name"] ?? "", context)
        },
        .init(.post, "/snapshots/{name}/restore", .restoreSnapshot) { (context, parameters) throws(ControlError) in
            try SnapshotControl.restore(parameters["name"] ?? "", context)
        },
        .init(.delete, "/snapshots/{name}", .removeSnapshot) { (context, parameters) throws(ControlError) in
            try SnapshotControl.remove(parameters["name"] ?? "", context)
        },
    ]
}
