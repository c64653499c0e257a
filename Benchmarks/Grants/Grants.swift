import Glibc
import MockOkta
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaMemoryStore
import MockOktaModel

/// What many live grants cost: memory, the longest stall while they are made, and the time of a refresh among them.
///
///     grants-benchmark COUNT
///
/// Prints `bytes-per-grant insert-µs worst-insert-ms update-µs refresh-µs worst-refresh-ms`.
@main struct Grants {
    private let tenant: Tenant
    private let engine: Engine
    private let snapshot: OrgSnapshot
    private let user: User
    private let server: AuthorizationServer
    private var random = SeededRandom(seed: 1, purpose: "grants", ordinal: 0)

    static func main() throws {
        guard let count = CommandLine.arguments.dropFirst().first.flatMap({ Int($0) }), count > 0 else { exit(64) }
        var grants = try Grants()
        try grants.measure(count)
    }

    private init() throws {
        let organization = try LoadedOrg(.builtIn).organization
        tenant = try Tenant(
            organization: organization,
            clock: VirtualClock(),
            seed: 1,
            hasSeededKeys: true,
            store: MemoryStateStore(),
            realTime: { Instant(seconds: 1_767_225_600) }
        )
        engine = Engine(tenant: tenant, urls: URLOptions())
        snapshot = tenant.snapshot(BaseURLs(front: "http://localhost"))
        guard let user = organization.user(login: "alice@example.com"),
            let server = organization.authorizationServer(at: "default")
        else { exit(70) }
        (self.user, self.server) = (user, server)
    }

    private mutating func measure(_ count: Int) throws {
        try refresh(try insert())
        let before = resident()
        var sample: [GrantID] = []
        var (total, worst) = (Duration.zero, Duration.zero)
        for number in 0..<count {
            let start = cpu()
            let id = try insert()
            let elapsed = cpu() - start
            total += elapsed
            worst = max(worst, elapsed)
            if number % max(1, count / 1000) == 0 { sample.append(id) }
        }
        let bytes = (resident() - before) / count
        let updates = try update(sample)
        let refreshes = try sample.map { try refresh($0) }.sorted()
        let figures = [
            "\(bytes)", micro(total / count), milli(worst), micro(updates), micro(refreshes[refreshes.count / 2]),
            milli(refreshes.last ?? .zero),
        ]
        print(figures.joined(separator: " "))
    }

    /// A grant as a sign-in makes it, its scopes read from a request of its own.
    private mutating func insert() throws -> GrantID {
        let now = snapshot.now
        let id = GrantID(drawnFrom: &random)
        var grant = Grant(
            clientID: "web-app",
            userID: user.id,
            serverID: server.id,
            scopes: SharedScopes.list("openid profile offline_access".split(separator: " ").map(String.init)),
            grantType: .authorizationCode,
            authentication: Authentication(time: now, session: RecordKey(random.bytes(16))),
            lifetimes: .standard,
            created: now
        )
        grant.refresh = RefreshChain(created: now)
        try snapshot.state.grants.insert(grant, for: id.key, expires: now + .hours(24 * 90), at: now)
        return id
    }

    /// The mean time of a change to one of the grants.
    private func update(_ sample: [GrantID]) throws -> Duration {
        let rounds = 20
        let start = cpu()
        for _ in 0..<rounds {
            for id in sample {
                try snapshot.state.grants.update(id.key, at: snapshot.now) { $0?.record.lastUsed = snapshot.now }
            }
        }
        return (cpu() - start) / (rounds * sample.count)
    }

    @discardableResult
    private func refresh(_ id: GrantID) throws -> Duration {
        let token = GrantToken(id, generation: 1).encoded(.refresh, sealedBy: snapshot.secret)
        let request = HTTPRequest(
            method: .post,
            authority: "localhost",
            path: "/oauth2/default/v1/token",
            fields: [
                "Content-Type": "application/x-www-form-urlencoded",
                "Authorization": "Basic " + Base64.encode("web-app:web-secret".utf8),
            ],
            body: Array("grant_type=refresh_token&refresh_token=\(token)".utf8),
            hasBodyFraming: true
        )
        let start = cpu()
        let reply = engine.respond(to: request)
        let elapsed = cpu() - start
        guard case .complete(let response) = reply, response.status == .ok else { exit(70) }
        return elapsed
    }

    /// The CPU time of this thread, which no other program's work adds to.
    private func cpu() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Bytes of memory that the process holds.
    private func resident() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, 128, file) != nil else { return 0 }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }

    private func micro(_ duration: Duration) -> String { String(round(duration / .nanoseconds(1)) / 1000) }
    private func milli(_ duration: Duration) -> String { String(round(duration / .microseconds(1)) / 1000) }
}
