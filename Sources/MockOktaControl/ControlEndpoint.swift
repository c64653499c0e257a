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
    let weight: Weight
    let caller: Caller
    let answer: Handler

    /// Creates an endpoint that streams or waits.
    private init(
        streaming method: HTTPMethod,
        _ path: String,
        _ weight: Weight = .light,
        _ answer: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.answer = answer
        self.weight = weight
        caller = .controllers
    }

    private init(
        _ method: HTTPMethod,
        _ path: String,
        _ weight: Weight = .light,
        _ caller: Caller = .controllers,
        _ answer: @escaping @Sendable (ControlContext, RouteParameters) throws(ControlError) -> HTTPResponse
    ) {
        self.method = method
        self.path = path
        self.weight = weight
        self.caller = caller
        self.answer = { (context, parameters) throws(ControlError) in .complete(try answer(context, parameters)) }
    }

    static let routes: RouteTable<ControlEndpoint> = {
        var table = RouteTable<ControlEndpoint>()
        for endpoint in all { table.add(endpoint.method, ControlFeature.prefix + endpoint.path, endpoint) }
        return table
    }()

    private static let all = server + journal + messages + faults + issuing + organization

    private static let server: [ControlEndpoint] = [
        .init(.get, "/health", .light, .everyone) { context, _ in HealthControl.read(context) },
        .init(.get, "/store") { context, _ in StoreControl.read(context) },
        .init(.get, "/ca.pem") { (context, _) throws(ControlError) in try CertificateControl.read(context) },
        .init(.get, "", .light, .visitors) { context, _ in Console.page(context) },
        .init(.get, "/", .light, .visitors) { context, _ in Console.page(context) },
        .init(.get, "/console/{name}", .light, .visitors) { (_, parameters) throws(ControlError) in
            try Console.file(parameters["name"] ?? "")
        },
    ]

    private static let journal: [ControlEndpoint] = [
        .init(.get, "/requests", .slow) { (context, _) throws(ControlError) in try JournalControl.list(context) },
        .init(.delete, "/requests") { context, _ in JournalControl.removeAll(context) },
        .init(.get, "/requests/count", .slow) { (context, _) throws(ControlError) in try JournalControl.count(context)
        },
        .init(streaming: .get, "/requests/wait", .slow) { (context, _) throws(ControlError) in
            try JournalControl.wait(context)
        },
        .init(.get, "/gaps", .slow) { context, _ in GapControl.list(context) },
        .init(streaming: .get, "/events") { (context, _) throws(ControlError) in try JournalControl.events(context) },
    ]

    private static let messages: [ControlEndpoint] = [
        .init(.get, "/messages") { (context, _) throws(ControlError) in try MessageControl.list(context) },
        .init(.delete, "/messages") { (context, _) throws(ControlError) in try MessageControl.removeAll(context) },
        .init(streaming: .get, "/messages/wait") { (context, _) throws(ControlError) in
            try MessageControl.wait(context)
        },
    ]

    private static let faults: [ControlEndpoint] = [
        .init(.get, "/faults") { context, _ in FaultControl.list(context) },
        .init(.post, "/faults") { (context, _) throws(ControlError) in try FaultControl.add(context) },
        .init(.delete, "/faults") { (context, _) throws(ControlError) in
            try FaultControl.removeAll(context)
        },
        .init(.delete, "/faults/{id}") { (context, parameters) throws(ControlError) in
            try FaultControl.remove(parameters["id"] ?? "", context)
        },
    ]

    private static let issuing: [ControlEndpoint] = [
        .init(.post, "/tokens", .slow) { (context, _) throws(ControlError) in try TokenControl.mint(context) },
        .init(.post, "/sessions") { (context, _) throws(ControlError) in try SessionControl.start(context) },
        .init(.get, "/keys", .slow) { (context, _) throws(ControlError) in try KeyControl.list(context) },
        .init(.post, "/keys/rotate", .slow) { (context, _) throws(ControlError) in try KeyControl.rotate(context) },
        .init(.get, "/grants", .slow) { (context, _) throws(ControlError) in try GrantControl.list(context) },
        .init(.delete, "/grants/{id}") { (context, parameters) throws(ControlError) in
            try GrantControl.revoke(parameters["id"] ?? "", context)
        },
        .init(.get, "/pending", .slow) { (context, _) throws(ControlError) in
            try DecisionControl.pending(context)
        },
        .init(.post, "/device/{code}") { (context, parameters) throws(ControlError) in
            try DecisionControl.device(parameters["code"] ?? "", context)
        },
        .init(.post, "/ciba/{id}") { (context, parameters) throws(ControlError) in
            try DecisionControl.backchannel(parameters["id"] ?? "", context)
        },
    ]

    private static let organization: [ControlEndpoint] = [
        .init(.get, "/servers") { context, _ in ServerControl.list(context) },
        .init(.get, "/clock") { context, _ in ClockControl.read(context) },
        .init(.put, "/clock") { (context, _) throws(ControlError) in try ClockControl.change(context) },
        .init(.post, "/clock/advance") { (context, _) throws(ControlError) in try ClockControl.advance(context) },
        .init(.post, "/reset") { (context, _) throws(ControlError) in try ResetControl.reset(context) },
        .init(.get, "/fixtures", .slow) { (context, _) throws(ControlError) in try FixtureControl.read(context) },
        .init(.put, "/fixtures", .slow) { (context, _) throws(ControlError) in try FixtureControl.replace(context) },
        .init(.patch, "/fixtures", .slow) { (context, _) throws(ControlError) in try FixtureControl.patch(context) },
        .init(.get, "/orgs") { context, _ in OrgControl.list(context) },
        .init(.put, "/orgs/{name}", .slow) { (context, parameters) throws(ControlError) in
            try OrgControl.create(parameters["name"] ?? "", context)
        },
        .init(.delete, "/orgs/{name}") { (context, parameters) throws(ControlError) in
            try OrgControl.remove(parameters["name"] ?? "", context)
        },
        .init(.put, "/snapshots/{name}") { (context, parameters) throws(ControlError) in
            try SnapshotControl.save(parameters["name"] ?? "", context)
        },
        .init(.post, "/snapshots/{name}/restore") { (context, parameters) throws(ControlError) in
            try SnapshotControl.restore(parameters["name"] ?? "", context)
        },
        .init(.delete, "/snapshots/{name}") { (context, parameters) throws(ControlError) in
            try SnapshotControl.remove(parameters["name"] ?? "", context)
        },
    ]
}
