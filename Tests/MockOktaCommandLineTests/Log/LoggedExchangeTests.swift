import MockOkta
import MockOktaCommandLine
import MockOktaSystem
import MockOktaTestSupport
import Testing

struct LoggedExchangeTests {
    private final class Seen: Sendable {
        let exchanges = Lock<[LoggedExchange]>([])
    }

    @Test func `a refusal is told with the client and the reason, and without what must stay secret`() throws {
        let seen = Seen()
        let okta = try MockOktaServer(LoadedOrg(.builtIn), .init()) { exchange in
            seen.exchanges.withLock { $0.append(LoggedExchange(exchange)) }
        }
        defer { okta.stop() }
        let form = [("grant_type", "password"), ("username", "bob@example.com"), ("password", "mistyped-password")]
        _ = try okta.post("/oauth2/default/v1/token", form, basic: "web-app:mistyped-secret")
        _ = try okta.post("/oauth2/default/v1/token", form + [("scope", "openid")], basic: "web-app:web-secret")
        let exchanges = seen.exchanges.withLock { $0 }
        #expect(
            exchanges.map(\.summary) == [
                "POST /oauth2/default/v1/token 401 invalid_client", "POST /oauth2/default/v1/token 400 invalid_grant",
            ]
        )
        #expect(exchanges.allSatisfy { exchange in exchange.isRefused && exchange.why != nil })
        #expect(exchanges.allSatisfy { exchange in exchange.details.contains { $0 == ("client", "web-app") } })
        let told = exchanges.flatMap { [$0.why ?? ""] + $0.details.map(\.value) }.joined()
        #expect(!told.contains("mistyped"))
    }

    @Test func `the trace tells each policy and rule and what it said`() throws {
        let seen = Seen()
        let okta = try MockOktaServer(LoadedOrg(.builtIn), .init()) { exchange in
            seen.exchanges.withLock { $0.append(LoggedExchange(exchange)) }
        }
        defer { okta.stop() }
        let form = [
            ("grant_type", "password"), ("username", "bob@example.com"), ("password", "Bob-pw-1"),
            ("scope", "orders:write"),
        ]
        _ = try okta.post("/oauth2/short/v1/token", form, basic: "web-app:web-secret")
        _ = try okta.get("/oauth2/short/v1/keys")
        let traces = seen.exchanges.withLock { $0.map(\.trace) }
        let told = okta.requests().first?.trace ?? []
        let trace = (traces.first ?? nil) ?? ""
        #expect(told.count == 2 && told.contains { $0.rules.count == 2 })
        for policy in told {
            #expect(trace.contains("policy \(policy.name) matched: \(policy.why)"))
            for rule in policy.rules {
                #expect(trace.contains("rule \(rule.name) did not match: \(rule.condition ?? ""): \(rule.why)"))
            }
        }
        #expect(traces.last == .some(nil))
    }

    @Test func `the control API is not told`() throws {
        let seen = Seen()
        let okta = try MockOktaServer(LoadedOrg(.builtIn), .init()) { exchange in
            seen.exchanges.withLock { $0.append(LoggedExchange(exchange)) }
        }
        defer { okta.stop() }
        _ = try okta.get("/_mock/health")
        #expect(seen.exchanges.withLock { $0.isEmpty })
    }
}
