import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaMemoryStore
import MockOktaModel
import MockOktaTestSupport
import Testing

/// A request whose keys must be fetched waits on a worker thread, never on an event loop.
struct KeySetFetchingTests {
    private static let url = "https://keys.example/jwks"
    private let engine: Engine
    private let fetcher = StubFetcher()

    init() throws {
        let fixture = """
            {apps: [{client_id: "remote-app", token_endpoint_auth_method: "private_key_jwt", jwks_uri: "\(Self.url)"}]}
            """
        var clock = VirtualClock()
        clock.freeze(true, real: TestDouble.start)
        let tenant = try Tenant(
            organization: try TestOrganization.read([TestOrganization.builtIn(), fixture]),
            clock: clock,
            seed: 1,
            hasSeededKeys: true,
            store: MemoryStateStore(),
            realTime: { TestDouble.start }
        )
        engine = Engine(tenant: tenant, urls: URLOptions(), fetcher: fetcher)
        // The servers' own keys are read when they are first needed.
        for server in ["/oauth2", "/oauth2/default"] {
            var keys = HTTPRequest(method: .get, path: server + "/v1/keys")
            keys.authority = "mock.example"
            _ = engine.respond(to: keys)
        }
        fetcher.serve(#"{"keys": [{"kty": "EC", "kid": "a"}]}"#, at: Self.url)
    }

    /// A request with an assertion that names a key; its signature is not one.
    private func request(_ path: String, client: String = "remote-app", keyID: String = "a") -> HTTPRequest {
        let parts: [JSON] = [
            ["alg": "ES256", "kid": .string(keyID)], ["iss": .string(client), "sub": .string(client)],
        ]
        let assertion = parts.map { Base64URL.encode($0.serialized()) }.joined(separator: ".") + ".AAAA"
        let form = FormParameters([
            ("token", "x"), ("client_assertion", assertion),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ])
        var request = HTTPRequest(
            method: .post,
            path: path,
            fields: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array(form.encoded.utf8)
        )
        request.authority = "mock.example"
        request.hasBodyFraming = true
        return request
    }

    private func isSlow(_ work: Work) -> Bool {
        switch work {
        case .slow: true
        case .heavy(let go): isSlow(go())
        case .done: false
        }
    }

    @Test(arguments: ["/oauth2/v1/introspect", "/oauth2/default/v1/token", "/oauth2/default/v1/par"])
    func `the first request is slow work, later ones are not`(path: String) {
        #expect(isSlow(engine.work(on: request(path))))
        #expect(fetcher.urls == [])
        _ = engine.respond(to: request(path))
        #expect(fetcher.urls == [Self.url])
        #expect(!isSlow(engine.work(on: request(path))))
        #expect(isSlow(engine.work(on: request(path, keyID: "b"))))
    }

    @Test func `requests that arrive during a slow fetch share its failure`() throws {
        fetcher.serve(#"{}"#, at: Self.url)
        let path = "/oauth2/default/v1/token"
        let waiting = (0..<5).map { _ in begun(engine.work(on: request(path))) }
        for work in waiting { run(work) }
        #expect(fetcher.urls == [Self.url])
        run(engine.work(on: request(path)))
        #expect(fetcher.urls == [Self.url, Self.url])
    }

    /// The work as the heavy loop leaves it.
    private func begun(_ work: Work) -> Work {
        if case .heavy(let go) = work { begun(go()) } else { work }
    }

    private func run(_ work: Work) {
        if case .slow(let answer) = begun(work) { _ = answer() }
    }

    @Test(arguments: ["/oauth2/v1/introspect", "/oauth2/default/v1/token"])
    func `requests of other clients and for other paths fetch nothing`(path: String) {
        #expect(!isSlow(engine.work(on: request(path, client: "web-app"))))
        #expect(!isSlow(engine.work(on: request(path, client: "key-app"))))
        #expect(!isSlow(engine.work(on: request(path + "/none"))))
    }
}
