import MockOkta
import MockOktaFormats
import MockOktaTestSupport
import Testing

@Suite struct OrgControllerFaultsTests {
    private static let keys = "/oauth2/default/v1/keys"

    /// Each effect as the control API tells it back, which is what its own tests are about.
    private static let effects: [(Fault.Effect, JSON)] = [
        (.error("invalid_grant"), ["error": "invalid_grant"]),
        (
            .error("server_error", description: "Not now.", status: 503),
            ["error": "server_error", "error_description": "Not now.", "status": 503]
        ),
        (.oktaError("E0000004"), ["errorCode": "E0000004"]), (.rateLimit, ["rate_limit": true]),
        (.rateLimit(5, per: .seconds(60)), ["rate_limit": ["limit": 5, "window": "PT1M"]]),
        (.status(503), ["status": 503]), (.status(418, body: "tea"), ["status": 418, "body": "tea"]),
        (.status(200, body: ["a": [1, nil, 0.5]]), ["status": 200, "body": ["a": [1, .null, .double(0.5)]]]),
        (.hang, ["hang": true]), (.keys(.stale), ["jwks": "stale"]), (.keys(.empty), ["jwks": "empty"]),
        (.close(.before), ["close": "before"]), (.close(.midBody), ["close": "mid-body"]),
        (.close(.after), ["close": "after"]), (.close(.reset), ["close": "reset"]),
        (.headers(["X-B": "2", "X-A": "1"]), ["headers": ["X-A": "1", "X-B": "2"]]),
        (.delay(.milliseconds(1500)), ["delay": "PT1.5S"]),
        (.delay(.seconds(1) ... .seconds(2)), ["delay": ["min": "PT1S", "max": "PT2S"]]),
        (.truncate(to: 7), ["truncate": 7]), (.contentLength(7), ["content_length": 7]),
        (.malformed, ["malformed": true]),
        (.drip(bytes: 2, every: .milliseconds(10)), ["drip": ["bytes": 2, "every": "PT0.01S"]]),
        (.delay(.seconds(1)).and(.close(.midBody)), ["delay": "PT1S", "close": "mid-body"]),
    ]

    private static let match: JSON = [
        "method": "GET", "path": "/a*", "server": "default", "client_id": "c", "grant_type": "g", "scope": "s",
        "user": "u",
    ]

    @Test func `each effect and each condition is what the control API knows`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        for (effect, json) in Self.effects {
            let match = Fault.Match(
                method: "GET",
                path: "/a*",
                server: "default",
                clientID: "c",
                grantType: "g",
                scope: "s",
                user: "u"
            )
            let fault = try okta.inject(Fault(effect, when: match, times: 3, after: 1, every: 2, probability: 0.5))
            let told = try JSON.parse(Array(okta.get("/_mock/faults").body.utf8))["faults"]?.array?.last
            #expect(told?["id"]?.string == fault.id)
            #expect(told?["effect"] == json)
            #expect(told?["match"] == Self.match)
            #expect(told?["times"] == 3 && told?["after"] == 1 && told?["every"] == 2)
            #expect(told?["probability"] == .double(0.5))
            fault.remove()
        }
    }

    @Test func `a fault tells how often it has acted, and ends when it is told to`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let fault = try okta.inject(Fault(.status(503), when: .init(path: Self.keys), times: 2))
        #expect(fault.hits == 0 && fault.remaining == 2)
        #expect(try okta.get(Self.keys).status == 503)
        #expect(fault.hits == 1 && fault.remaining == 1)
        fault.remove()
        #expect(fault.hits == 0 && fault.remaining == 0)
        #expect(try okta.get(Self.keys).status == 200)
        let endless = try okta.inject(Fault(.status(503)))
        #expect(endless.remaining == nil)
        okta.removeFaults()
        #expect(try okta.get(Self.keys).status == 200)
    }

    private static let refusals: [(Fault, String)] = [
        (Fault(.error("invalid_grunt")), "effect.error"), (Fault(.oktaError("E1")), "effect.errorCode"),
        (Fault(.status(99)), "effect.status"), (Fault(.hang, times: 0), "times"), (Fault(.hang, every: 0), "every"),
        (Fault(.hang, after: -1), "after"), (Fault(.hang, probability: 1.5), "probability"),
        (Fault(.delay(.seconds(-1))), "effect.delay"), (Fault(.hang.and(.status(500, body: "x"))), "effect.body"),
    ]

    @Test func `what cannot be is refused with the name of what is wrong`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        for (fault, field) in Self.refusals {
            let error = #expect(throws: OrgControlError.self) { try okta.inject(fault) }
            guard case .refused(field: field, _, _) = error else {
                Issue.record("\(fault): \(String(describing: error))")
                continue
            }
        }
    }
}
