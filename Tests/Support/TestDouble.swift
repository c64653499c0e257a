package import MockOktaControl
package import MockOktaEndpoints
package import MockOktaEngine
import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing
import MockOktaMemoryStore
package import MockOktaModel
import MockOktaTransport
import Testing

/// A double with a frozen clock for one test, called as a function or over a real socket.
package final class TestDouble: Sendable {
    package enum Way: String, CaseIterable, Sendable {
        case inProcess, socket
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The time of every test's clock at the start.
    package static let start = Instant(seconds: 1_767_225_600)

    package let tenant: Tenant
    private let engine: Engine
    private let server: Server?
    private let authority: String
    private let observe: @Sendable (HTTPRequest, HTTPResponse) -> Void

    /// Starts a double.
    ///
    /// - Parameters:
    ///   - fixtures: texts of fixture files, JSON5, later ones over earlier ones.
    ///   - way: how requests reach it.
    ///   - loops: event loops, where a socket is wanted.
    ///   - access: who may use the control API.
    ///   - instant: where the frozen clock begins.
    ///   - hasSeededKeys: whether keys that the fixtures omit are test keys; otherwise they are generated.
    ///   - store: keeps the state; nil for memory.
    ///   - host: what requests call it; nil for where it is.
    ///   - urls: how URLs in answers begin.
    ///   - endpoints: what the engine serves.
    ///   - fetcher: answers the double's own requests; nil where it sends none.
    ///   - observe: sees every exchange.
    /// - Throws: when the fixture has errors or no port is free.
    package init(
        _ fixtures: [String],
        _ way: Way = .inProcess,
        loops: Int = 2,
        access: ControlAccess = ControlAccess(),
        clock instant: Instant = TestDouble.start,
        hasSeededKeys: Bool = true,
        store: (any StateStore)? = nil,
        host: String? = nil,
        urls: URLOptions = URLOptions(),
        endpoints: EndpointTable = Engine.table,
        fetcher: (any DocumentFetcher)? = nil,
        observe: @escaping @Sendable (HTTPRequest, HTTPResponse) -> Void = { _, _ in }
    ) throws {
        self.observe = observe
        let organization = try TestOrganization.read(fixtures)
        var clock = VirtualClock()
        clock.freeze(true, real: instant)
        tenant = try Tenant(
            organization: organization,
            clock: clock,
            seed: 1,
            hasSeededKeys: hasSeededKeys,
            store: store ?? MemoryStateStore(),
            realTime: { Self.start }
        )
        var access = access
        // The name that requests use where a test gives none.
        access.origins.append("http://mock.example")
        engine = Engine(tenant: tenant, urls: urls, access: access, endpoints: endpoints, fetcher: fetcher)
        guard way == .socket else {
            server = nil
            authority = host ?? "mock.example"
            return
        }
        let server = try Server.start(on: "127.0.0.1", options: ServerOptions(loops: loops), responder: engine)
        self.server = server
        authority = host ?? "127.0.0.1:\(server.port)"
    }

    /// Starts a double of the built-in org, changed by further fixture text.
    package convenience init(
        builtInAnd overlay: String = "{}",
        _ way: Way = .inProcess,
        access: ControlAccess = ControlAccess()
    ) throws {
        try self.init([TestOrganization.builtIn(), overlay], way, access: access)
    }

    deinit { server?.drain(timeout: .seconds(5)) }

    package var tenants: Tenants { engine.tenants }

    /// Sends a request in process, with the authority it has.
    package func sendAsIs(_ request: HTTPRequest) throws -> HTTPResponse {
        guard case .complete(let response) = engine.respond(to: request) else {
            throw Failure(description: "the answer is not complete")
        }
        return response
    }

    package var url: String { "http://\(authority)" }

    /// The virtual time.
    package var now: Instant { tenant.now }

    /// The user as the org has them now.
    package func user(_ login: String) -> User? { tenant.organization.user(login: login) }

    /// The private key (PEM) that the fixture gives for a client's tests.
    package func testKey(of client: String) -> String {
        tenant.organization.settings.source["testKeys"]?[client]?.string ?? ""
    }

    /// Plays the org of other fixtures from now on, as after a reload; what was issued stays.
    package func change(to fixtures: [String]) throws {
        try tenant.replaceOrganization(TestOrganization.read(fixtures))
    }

    package var port: UInt16? { server?.port }

    /// Moves the frozen clock on.
    package func advance(_ seconds: Int64) { advance(TimeSpan.seconds(seconds)) }

    /// Moves it by less than a second, or to the last instant before a deadline.
    package func advance(_ span: TimeSpan) {
        do throws(Refusal) {
            try tenant.changeClock { clock, real in clock.advance(by: span, real: real) }
        } catch {
            Issue.record(error)
        }
    }

    package func send(_ request: HTTPRequest) throws -> HTTPResponse {
        let response = try exchange(request)
        observe(request, response)
        return response
    }

    private func exchange(_ request: HTTPRequest) throws -> HTTPResponse {
        var request = request
        request.authority = authority
        if !request.body.isEmpty || request.method == .post { request.hasBodyFraming = true }
        guard let port else {
            guard case .complete(let response) = engine.respond(to: request) else {
                throw Failure(description: "the answer is not complete")
            }
            return response
        }
        return try SocketExchange.run(request, port: port)
    }
}
