import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The limits of what clients of the control API can create, and the refusals beyond them.
@Suite struct StateLimitsTests {
    private static let fault: JSON = ["effect": ["status": 503], "match": ["path": "/nowhere"]]

    @Test func `there are as many snapshots as the fixture allows`() throws {
        let control = ControlClient(try TestDouble(builtInAnd: "{mock: {limits: {snapshots: 2}}}"))
        for name in ["a", "b", "a"] { #expect(try control.put("/snapshots/\(name)").status == 201) }
        #expect(try control.get("/snapshots").json == ["snapshots": [["name": "a"], ["name": "b"]]])
        let refused = try control.put("/snapshots/c")
        #expect(refused.status == 503)
        #expect(refused.error == "limit_reached")
        #expect(
            refused.string("message")
                == "there are 2 snapshots, as many as mock.limits.snapshots allows; "
                + "remove one by DELETE /_mock/snapshots/{name}, or raise the limit"
        )
        #expect(try control.delete("/snapshots/a").status == 204)
        #expect(try control.put("/snapshots/c").status == 201)
        #expect(try control.post("/snapshots/c/restore").status == 200)
    }

    @Test func `by default a hundred snapshots`() throws {
        let control = ControlClient(try TestDouble())
        for number in 0..<100 { #expect(try control.put("/snapshots/\(number)").status == 201) }
        #expect(try control.put("/snapshots/100").status == 503)
    }

    @Test func `there are as many faults as the fixture allows`() throws {
        let control = ControlClient(try TestDouble(builtInAnd: "{mock: {limits: {faults: 2}}}"))
        for _ in 0..<2 { #expect(try control.post("/faults", Self.fault).status == 201) }
        let refused = try control.post("/faults", Self.fault)
        #expect(refused.status == 503)
        #expect(refused.string("message").contains("2 faults, as many as mock.limits.faults allows"))
        #expect(try control.delete("/faults/f1").status == 204)
        #expect(try control.post("/faults", Self.fault)["id"] == "f3")
    }

    @Test func `faults that have acted as often as they may make room`() throws {
        let double = try TestDouble(builtInAnd: "{mock: {limits: {faults: 1}}}")
        let control = ControlClient(double)
        for _ in 0..<3 {
            let order: JSON = ["effect": ["status": 503], "times": 1]
            #expect(try control.post("/faults", order).status == 201)
            #expect(try control.post("/faults", order).status == 503)
            #expect(try double.send(.get("/oauth2/default/v1/keys")).status == 503)
        }
        #expect(try control.get("/faults")["faults"]?.array?.count == 1)
    }

    /// What reads the whole journal does not hold up an event loop.
    @Test(arguments: ["/requests", "/requests/count", "/requests/wait", "/gaps", "/fixtures", "/grants"])
    func `what may read much is work for a worker`(path: String) {
        #expect(ControlFeature.isSlow(HTTPRequest(method: .get, path: "/_mock" + path)))
    }
}
