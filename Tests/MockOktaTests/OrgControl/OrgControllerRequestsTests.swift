import MockOkta
import MockOktaTestSupport
import Testing

@Suite struct OrgControllerRequestsTests {
    private func refused(_ okta: MockOktaServer) throws {
        let form = [
            ("grant_type", "password"), ("username", "bob@example.com"), ("password", "Bob-pw-1"),
            ("scope", "orders:write"),
        ]
        _ = try okta.post("/oauth2/short/v1/token", form, basic: "web-app:web-secret")
    }

    @Test func `a request is told with the reason and the trace of its policies`() throws {
        let okta = try MockOktaServer.start(configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true))
        defer { okta.stop() }
        try refused(okta)
        let request = try #require(okta.requests().first)
        #expect(request.id == 1 && request.time == "2026-01-01T00:00:00.000Z")
        #expect(request.method == "POST" && request.path == "/oauth2/short/v1/token" && request.server == "short")
        #expect(request.clientID == "web-app" && request.user == "bob@example.com")
        #expect(request.grantType == "password" && request.scope == "orders:write")
        #expect(request.parameters["password"] == "[redacted]")
        #expect(request.status == 401 || request.status == 400)
        #expect(request.error == "access_denied" && request.errorDescription != nil)
        #expect(request.why?.contains("orders:write") == true)
        #expect(request.trace.contains { policy in policy.rules.contains { !$0.isMatch && $0.condition != nil } })
        #expect(request.description.hasPrefix("POST /oauth2/short/v1/token 40"))
        #expect(request.fault == nil && request.tokens.isEmpty)
        #expect(okta.requests(showingSecrets: true).first?.parameters["password"] == "Bob-pw-1")
    }

    @Test func `what was issued is told by its claims`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        _ = try okta.serviceToken()
        let token = try #require(okta.requests().first?.tokens.first)
        #expect(token.kind == "access")
        #expect(token.claims["cid"] == "service-app" && token.claims["scp"]?.array == ["orders:read"])
    }

    private static let filters: [(RequestFilter, [Int])] = [
        (.init(), [1, 2, 3]), (.init(path: "/oauth2/short/*"), [2]), (.init(path: "/oauth2/short"), []),
        (.init(method: "get"), [3]), (.init(clientID: "web-app"), [2]), (.init(server: "short"), [2]),
        (.init(grantType: "client_credentials"), [1]), (.init(user: "Bob@example.com"), [2]),
        (.init(status: 200), [1, 3]),
        (.init(error: "access_denied"), [2]), (.init(after: 2), [3]), (.init(limit: 2), [1, 2]),
        (.init(method: "POST", status: 200), [1]),
    ]

    @Test func `a filter lets through what it says`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        _ = try okta.serviceToken()
        try refused(okta)
        _ = try okta.get("/oauth2/default/v1/keys")
        for (filter, ids) in Self.filters {
            #expect(okta.requests(filter).map(\.id) == ids, "\(filter)")
            #expect(okta.requestCount(filter) == ids.count, "\(filter)")
        }
        okta.removeRequests()
        #expect(okta.requests().isEmpty)
        _ = try okta.serviceToken()
        #expect(okta.requests().map(\.id) == [4])
    }

    @Test func `one that is there already ends a wait at once`() async throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        _ = try okta.serviceToken()
        #expect(try await okta.wait(for: .init(grantType: "client_credentials")).id == 1)
    }

    @Test func `the one that matches ends a wait, also behind others`() async throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let waiting = Task { try await okta.wait(for: .init(status: 401, after: 2), timeout: .seconds(60)) }
        for _ in 0..<2 { try refused(okta) }
        _ = try okta.serviceToken()
        try refused(okta)
        #expect(try await waiting.value.id == okta.requests(.init(status: 401, after: 2)).first?.id)
    }

    @Test func `timeout ends, and says what it waited for`() async throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let filter = RequestFilter(path: "/nowhere", status: 418)
        let error = await #expect(throws: OrgControlError.self) {
            try await okta.wait(for: filter, timeout: .milliseconds(20))
        }
        #expect(error == .timeout(filter, after: .milliseconds(20)))
        #expect(error?.description.contains("that matches path=/nowhere&status=418 ") == true)
    }

    @Test func `timeout names the requests that matched nearly`() async throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        _ = try okta.serviceToken()
        let filter = RequestFilter(path: "/oauth2/default/v1/token", clientID: "web-app")
        let error = await #expect(throws: OrgControlError.self) {
            try await okta.wait(for: filter, timeout: .milliseconds(20))
        }
        guard case .timeout(_, _, let nearest) = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(nearest.map(\.differences) == [["client_id is service-app, not web-app"]])
        #expect(nearest.map(\.request.id) == [1])
        #expect(error?.description.contains("nearest: #1 POST /oauth2/default/v1/token 200") == true)
    }

    @Test func `a fault that has not acted names the requests that it nearly matches`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let fault = try okta.inject(Fault(.rateLimit, when: .init(clientID: "web-app")))
        _ = try okta.serviceToken()
        #expect(fault.nearest.map(\.differences) == [["client_id is service-app, not web-app"]])
    }

    @Test func `a cancelled task waits no longer`() async throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let waiting = Task { try await okta.wait(for: .init(path: "/nowhere"), timeout: .seconds(3600)) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }
}
